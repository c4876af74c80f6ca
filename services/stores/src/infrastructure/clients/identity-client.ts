import type { identityContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { UserFinder } from '../../application/ports/user-finder.ts';

/** Asks identity who has an address. */
export const createUserFinder = (
  identity: Pick<ContextClient<typeof identityContract>, 'findUserByEmail'>,
): UserFinder => ({
  findIdByEmail: async (email) => (await identity.findUserByEmail.query({ email })).userId,
});
