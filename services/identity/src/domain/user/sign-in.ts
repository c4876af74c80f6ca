import type { LinkedIdentity, Provider, User } from './user.ts';

/** What a verified Firebase ID token says. */
export type VerifiedToken = {
  readonly firebaseUid: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly phoneNumber: string | null;
  readonly displayName: string | null;
  readonly identities: readonly { readonly provider: Provider; readonly subject: string }[];
  /** Which of them was used this time. */
  readonly signedInWith: Provider;
  readonly issuedAt: Date;
  /** When the person signed in; a refreshed token keeps it. */
  readonly authenticatedAt: Date;
  readonly expiresAt: Date;
};

/** The account of somebody who signs in for the first time; everybody is a buyer. */
export function register(userId: string, token: VerifiedToken, now: Date): User {
  return {
    userId,
    displayName: token.displayName,
    email: token.email,
    emailVerified: token.emailVerified,
    phoneNumber: token.phoneNumber,
    roles: ['buyer'],
    disabledReason: null,
    revokedBefore: null,
    identities: linked([], token, now),
    createdAt: now,
    erasedAt: null,
  };
}

/**
 * The account after a sign-in: newly linked providers are added, what the account did not know is filled in, and the
 * name a user chose here is kept. `addressIsFree` is false when another user has verified the token's address first:
 * an address belongs to whoever verified it first, so this account keeps what it had.
 */
export function signIn(user: User, token: VerifiedToken, context: { now: Date; addressIsFree: boolean }): User {
  const isFree = token.emailVerified && context.addressIsFree && !hasSettledAddress(user, token);
  const takesAddress = token.email !== null && (isFree || (!token.emailVerified && !user.emailVerified));
  return {
    ...user,
    displayName: user.displayName ?? token.displayName,
    email: takesAddress ? token.email : user.email,
    emailVerified: takesAddress ? token.emailVerified : user.emailVerified,
    phoneNumber: token.phoneNumber ?? user.phoneNumber,
    identities: linked(user.identities, token, context.now),
  };
}

/** True when the sign-in taught us nothing, so that nothing need be written. */
export function knowsAlready(user: User, token: VerifiedToken): boolean {
  const addressKnown =
    token.email === null ||
    token.email === user.email ||
    (user.emailVerified && !token.emailVerified) ||
    hasSettledAddress(user, token);
  const verificationKnown = !token.emailVerified || user.emailVerified;
  return (
    addressKnown &&
    verificationKnown &&
    (user.displayName !== null || token.displayName === null) &&
    (token.phoneNumber === null || token.phoneNumber === user.phoneNumber) &&
    token.identities.every((identity) => has(user.identities, identity, token.firebaseUid))
  );
}

/**
 * Who signs in now by one account and now by another keeps the address that was verified first; mail would go here and
 * there otherwise. With one account the address follows what Firebase says.
 */
const hasSettledAddress = (user: User, token: VerifiedToken): boolean =>
  user.emailVerified && user.identities.some(({ firebaseUid }) => firebaseUid !== token.firebaseUid);

function linked(known: readonly LinkedIdentity[], token: VerifiedToken, now: Date): readonly LinkedIdentity[] {
  const added = token.identities
    .filter((identity) => !has(known, identity, token.firebaseUid))
    .map((identity) => ({ ...identity, firebaseUid: token.firebaseUid, linkedAt: now }));
  const kept = known.filter((identity) => !added.some((other) => isSame(identity, other)));
  return [...kept, ...added];
}

type Named = { readonly provider: Provider; readonly subject: string };

const isSame = (left: Named, right: Named): boolean =>
  left.provider === right.provider && left.subject === right.subject;

const has = (known: readonly LinkedIdentity[], identity: Named, firebaseUid: string): boolean =>
  known.some((other) => isSame(other, identity) && other.firebaseUid === firebaseUid);
