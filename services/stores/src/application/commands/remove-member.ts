import type { Intent } from '@haat/domain';
import { removeMember as removed } from '../../domain/index.ts';
import { changeMembers, type MembershipDeps } from './change-members.ts';

type Input = { readonly storeId: string; readonly userId: string };

/** Ends a membership. */
export const removeMember =
  (deps: MembershipDeps) =>
  async (intent: Intent, { storeId, userId }: Input): Promise<void> => {
    await changeMembers(deps, intent, { storeId, userId, decide: (store) => removed(store, userId) });
  };
