import type { Clock, Intent } from '@haat/domain';
import {
  assertRecentSignIn,
  assertRoomForMore,
  assertSessionStands,
  mayGiveWay,
  ProviderInUse,
  signIn,
  type User,
  vacated,
  type VerifiedToken,
} from '../../domain/index.ts';
import { signedInUserId } from '../signed-in-user.ts';
import type { PersonalData } from '../ports/personal-data.ts';
import type { SessionMemory } from '../ports/session-memory.ts';
import type { TokenVerifier } from '../ports/token-verifier.ts';
import type { IdentityStores, UnitOfWork } from '../ports/unit-of-work.ts';
import type { UserDirectory } from '../ports/user-directory.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly directory: UserDirectory;
  readonly verifier: TokenVerifier;
  readonly personalData: PersonalData;
  readonly sessions: SessionMemory;
  readonly clock: Clock;
  readonly tokenClock: Clock;
};

/**
 * Lets another sign-in, which the person has just made, lead to their account. One that leads to another account already
 * moves only if that one is empty, as it is after a sign-in by mistake; two accounts with anything in them are never made one.
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
    // Asked before the transaction, since other contexts answer it.
    const isOther = other !== null && other.userId !== userId;
    const yieldingId =
      isOther && mayGiveWay(other, token.firebaseUid) && (await isEmpty(deps, other)) ? other.userId : null;
    const now = deps.clock.now();
    const user = await unitOfWork.run(intent, (stores) =>
      link(stores, { userId, token, yieldingId, now, tokenNow: tokenClock.now() }),
    );
    sessions.forget(user.userId);
    if (other !== null) sessions.forget(other.userId);
    return user;
  };

/** Who we are and what we were told is in every account; what counts is what somebody did. */
const OF_EVERYBODY: readonly string[] = ['identity', 'notifications'];

async function isEmpty({ personalData }: Deps, { userId }: User): Promise<boolean> {
  const asked = personalData.contexts.filter((context) => !OF_EVERYBODY.includes(context));
  const pages = await Promise.all(asked.map((context) => personalData.page(context, userId, null)));
  return pages.every(({ records, nextCursor }) => records.length === 0 && nextCursor === null);
}

type Linking = {
  readonly userId: string;
  readonly token: VerifiedToken;
  /** The account that the sign-in may leave. */
  readonly yieldingId: string | null;
  readonly now: Date;
  readonly tokenNow: Date;
};

async function link({ users }: IdentityStores, { userId, token, yieldingId, now, tokenNow }: Linking): Promise<User> {
  const owner = await users.findByFirebaseUid(token.firebaseUid);
  const holder = token.email !== null && token.emailVerified ? await users.findByVerifiedEmail(token.email) : null;
  for (const other of [owner, holder]) {
    if (other !== null && other.userId !== userId && other.userId !== yieldingId) throw new ProviderInUse();
  }
  if (owner === null) await users.attach(userId, token.firebaseUid);
  if (owner !== null && owner.userId !== userId) {
    await users.moveAccount(token.firebaseUid, userId);
    await users.update(owner.userId, (left) => vacated(left, tokenNow));
  }
  await users.allowAgain(userId, token.identities);
  return await users.update(userId, (current) => {
    const next = signIn(current, token, { now, addressIsFree: true });
    assertRoomForMore(next);
    return next;
  });
}
