import type { Clock, Intent } from '@haat/domain';
import { identitiesToUnlink, type Provider, type User, UserNotFound } from '../../domain/index.ts';
import { signedInUserId } from '../signed-in-user.ts';
import type { FirebaseAccounts } from '../ports/firebase-accounts.ts';
import type { SessionMemory } from '../ports/session-memory.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { UserDirectory } from '../ports/user-directory.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly directory: UserDirectory;
  readonly accounts: FirebaseAccounts;
  readonly sessions: SessionMemory;
  readonly clock: Clock;
};

type Wanted = { readonly provider: Provider; readonly subject: string | null };

/**
 * Takes a way of signing in from the acting user's account. Where it shares a Firebase account with another one, it is
 * taken from that account first: it could come back with the next token otherwise.
 */
export const unlinkProvider =
  ({ unitOfWork, directory, accounts, sessions, clock }: Deps) =>
  async (intent: Intent, wanted: Wanted): Promise<User> => {
    const userId = signedInUserId(intent.actor);
    const before = await directory.findById(userId);
    if (before === null) throw new UserNotFound();
    const leaving = identitiesToUnlink(before, wanted);
    for (const { firebaseUid, provider } of leaving) {
      const stays = before.identities.some((one) => one.firebaseUid === firebaseUid && !leaving.includes(one));
      if (stays) await accounts.removeProvider(firebaseUid, provider);
    }
    const user = await unitOfWork.run(intent, ({ users }) =>
      users.unlink(userId, (current) => identitiesToUnlink(current, wanted), clock.now()),
    );
    sessions.forget(user.userId);
    return user;
  };
