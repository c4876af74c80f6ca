import type { Clock, Intent } from '@haat/domain';
import { revokeSessions as revoked } from '../../domain/index.ts';
import { changeAccess, type AccessDeps } from './change-access.ts';

/** `tokenClock` is the time of the issuer of tokens, because theirs is what the revocation is compared with. */
type Deps = AccessDeps & { readonly tokenClock: Clock };

/** Ends every session of a user that began until now. */
export const revokeSessions =
  (deps: Deps) =>
  async (intent: Intent, input: { readonly userId: string }): Promise<{ revokedBefore: Date }> => {
    const now = deps.tokenClock.now();
    const user = await changeAccess(deps, intent, input.userId, (current) => revoked(current, now));
    return { revokedBefore: user.revokedBefore ?? now };
  };
