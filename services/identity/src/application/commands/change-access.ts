import type { Clock, Intent } from '@haat/domain';
import { isDisabled, type User } from '../../domain/index.ts';
import type { SessionMemory } from '../ports/session-memory.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export type AccessDeps = { readonly unitOfWork: UnitOfWork; readonly sessions: SessionMemory; readonly clock: Clock };

type Decide = (user: User, enabledAdmins: readonly string[]) => User;

/**
 * Changes what a user may do, tells the other contexts, and forgets what this process remembers of the user's tokens,
 * so that the change holds from the next request on.
 */
export async function changeAccess(deps: AccessDeps, intent: Intent, userId: string, decide: Decide): Promise<User> {
  const user = await deps.unitOfWork.run(intent, async ({ users, announcements, webSessions }) => {
    const enabledAdmins = await users.lockEnabledAdmins();
    let [changed, locksOut] = [false, false];
    const next = await users.update(userId, (current) => {
      const decided = decide(current, enabledAdmins);
      changed = decided !== current;
      locksOut = isDisabled(decided) || decided.revokedBefore !== current.revokedBefore;
      return decided;
    });
    if (changed) announcements.accessChanged(next);
    if (changed && locksOut) {
      const reason = isDisabled(next) ? 'disabled' : 'revoked';
      await webSessions.endAllOf(next.userId, { reason, now: deps.clock.now() });
    }
    return next;
  });
  // By the id as we write it: the caller may have written the same one in capitals.
  deps.sessions.forget(user.userId);
  return user;
}
