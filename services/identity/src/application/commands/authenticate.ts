import { serviceIntent, type Clock, type Ids } from '@haat/domain';
import {
  assertSessionStands,
  assertStillLinked,
  grantRole,
  isDisabled,
  isInitialAdmin,
  knowsAlready,
  register,
  signIn,
  type User,
  UserDisabled,
  type VerifiedToken,
} from '../../domain/index.ts';
import type { AuthenticatedUser, SessionMemory } from '../ports/session-memory.ts';
import type { TokenVerifier } from '../ports/token-verifier.ts';
import type { IdentityStores, UnitOfWork } from '../ports/unit-of-work.ts';
import type { UserDirectory } from '../ports/user-directory.ts';
import { SignInCollided } from '../ports/user-repository.ts';

/** Each collision means that another sign-in of the same person succeeded, so the next attempt finds the account. */
const MAX_SIGN_IN_ATTEMPTS = 5;

type Deps = {
  readonly verifier: TokenVerifier;
  readonly sessions: SessionMemory;
  readonly directory: UserDirectory;
  readonly unitOfWork: UnitOfWork;
  readonly ids: Ids;
  readonly clock: Clock;
  /** Firebase uids or verified e-mail addresses of those who become admin when they first sign in. */
  readonly initialAdmins: readonly string[];
};

/** Resolves the user of an ID token, creating or linking the account where this is the first sight of it. */
export const authenticate =
  (deps: Deps) =>
  async (token: string): Promise<AuthenticatedUser> => {
    const remembered = deps.sessions.find(token);
    if (remembered !== undefined) return remembered;

    const mark = deps.sessions.mark();
    const verified = await deps.verifier.verify(token);
    const known = await deps.directory.findByFirebaseUid(verified.firebaseUid);
    // Of somebody who was locked out, or is gone, nothing more is taken down.
    if (known !== null && isDisabled(known)) throw new UserDisabled();
    const user = known !== null && isRoutine(deps, known, verified) ? known : await recordSignIn(deps, verified);
    assertSessionStands(user, verified);

    const { userId, roles, email } = user;
    const via = { kind: 'token', authenticatedAt: verified.authenticatedAt } as const;
    const answer = { userId, roles, email, expiresAt: verified.expiresAt, via };
    deps.sessions.remember(token, answer, mark);
    return answer;
  };

/** Nothing new about the person, and no promotion that may be due. */
function isRoutine({ initialAdmins }: Deps, user: User, token: VerifiedToken): boolean {
  const mayBePromoted = !user.roles.includes('admin') && isInitialAdmin(user, token.firebaseUid, initialAdmins);
  return knowsAlready(user, token) && !mayBePromoted;
}

async function recordSignIn(deps: Deps, token: VerifiedToken): Promise<User> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deps.unitOfWork.run(serviceIntent('identity'), (stores) => resolve(deps, stores, token));
    } catch (error) {
      if (!(error instanceof SignInCollided) || attempt === MAX_SIGN_IN_ATTEMPTS) throw error;
    }
  }
}

async function resolve(deps: Deps, stores: IdentityStores, shown: VerifiedToken): Promise<User> {
  const { users, announcements } = stores;
  const holder = shown.email !== null && shown.emailVerified ? await users.findByVerifiedEmail(shown.email) : null;
  const known = await users.findByFirebaseUid(shown.firebaseUid);
  const existing = known ?? holder;
  if (existing === null) return await create(deps, stores, shown);
  const token = assertStillLinked(shown, await users.unlinkedOf(existing.userId));

  if (known === null) await users.attach(existing.userId, token.firebaseUid);
  const addressIsFree = holder === null || holder.userId === existing.userId;
  const isFirstSight = known === null || !isInitialAdmin(existing, token.firebaseUid, deps.initialAdmins);
  // A role that was withdrawn stays withdrawn, unless nobody else is left to give it back.
  const mayPromote = isFirstSight || (await users.lockEnabledAdmins()).length === 0;
  let promoted = false;
  const user = await users.update(existing.userId, (current) => {
    if (isDisabled(current)) throw new UserDisabled();
    const next = signIn(current, token, { now: deps.clock.now(), addressIsFree });
    const isNamed = isInitialAdmin(next, token.firebaseUid, deps.initialAdmins);
    promoted = mayPromote && isNamed && !next.roles.includes('admin');
    return promoted ? grantRole(next, 'admin') : next;
  });
  if (promoted) announcements.accessChanged(user);
  return user;
}

async function create(deps: Deps, { users, announcements }: IdentityStores, token: VerifiedToken): Promise<User> {
  const registered = register(deps.ids.next(), token, deps.clock.now());
  const isAdmin = isInitialAdmin(registered, token.firebaseUid, deps.initialAdmins);
  const user = isAdmin ? grantRole(registered, 'admin') : registered;
  await users.add(user, token.firebaseUid);
  announcements.userRegistered(user);
  return user;
}
