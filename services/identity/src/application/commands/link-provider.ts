import type { Clock, Intent } from '@haat/domain';
import {
  assertRecentSignIn,
  assertRoomForMore,
  assertSessionStands,
  ProviderInUse,
  signIn,
  type User,
  type VerifiedToken,
} from '../../domain/index.ts';
import { signedInUserId } from '../signed-in-user.ts';
import type { SessionMemory } from '../ports/session-memory.ts';
import type { TokenVerifier } from '../ports/token-verifier.ts';
import type { IdentityStores, UnitOfWork } from '../ports/unit-of-work.ts';
import type { UserDirectory } from '../ports/user-directory.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly directory: UserDirectory;
  readonly verifier: TokenVerifier;
  readonly sessions: SessionMemory;
  readonly clock: Clock;
  readonly tokenClock: Clock;
};

/**
 * Lets another sign-in, which the person has just made, lead to their account. One that leads to another
 * account already stays there: two accounts with orders, stores or money are never made one.
 */
export const linkProvider =
  (deps: Deps) =>
  async (intent: Intent, { idToken }: { readonly idToken: string }): Promise<User> => {
    const { unitOfWork, directory, verifier, sessions, tokenClock } = deps;
    const userId = signedInUserId(intent.actor);
    const token = await verifier.verify(idToken);
    // A token that was stolen a while ago must not open somebody's account from the side.
    assertRecentSignIn(token.authenticatedAt, tokenClock.now());
    const other = await directory.findByFirebaseUid(token.firebaseUid);
    if (other !== null) assertSessionStands(other, token);
    const user = await unitOfWork.run(intent, (stores) => link(stores, { userId, token, now: deps.clock.now() }));
    sessions.forget(user.userId);
    if (other !== null) sessions.forget(other.userId);
    return user;
  };

type Linking = {
  readonly userId: string;
  readonly token: VerifiedToken;
  readonly now: Date;
};

async function link({ users }: IdentityStores, { userId, token, now }: Linking): Promise<User> {
  const owner = await users.findByFirebaseUid(token.firebaseUid);
  const holder = token.email !== null && token.emailVerified ? await users.findByVerifiedEmail(token.email) : null;
  for (const other of [owner, holder]) {
    if (other !== null && other.userId !== userId) throw new ProviderInUse();
  }
  if (owner === null) await users.attach(userId, token.firebaseUid);
  await users.allowAgain(userId, token.identities);
  return await users.update(userId, (current) => {
    const next = signIn(current, token, { now, addressIsFree: true });
    assertRoomForMore(next);
    return next;
  });
}
