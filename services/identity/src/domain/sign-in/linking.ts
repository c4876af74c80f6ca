import { isDisabled, type LinkedIdentity, type Provider, revokeSessions, type User } from '../user/user.ts';
import type { VerifiedToken } from '../user/sign-in.ts';
import { LastProvider, ProviderNotLinked, ProviderUnlinked, TooManyProviders } from './linking.errors.ts';

export const MAX_LINKED_IDENTITIES = 20;

type Named = { readonly provider: Provider; readonly subject: string };

export function assertRoomForMore({ identities }: User): void {
  if (identities.length > MAX_LINKED_IDENTITIES) throw new TooManyProviders();
}

/** The identities that go; at least one stays. */
export function identitiesToUnlink(
  user: User,
  wanted: { provider: Provider; subject: string | null },
): LinkedIdentity[] {
  const { provider, subject } = wanted;
  const leaving = user.identities.filter(
    (one) => one.provider === provider && (subject ?? one.subject) === one.subject,
  );
  if (leaving.length === 0) throw new ProviderNotLinked();
  if (leaving.length === user.identities.length) throw new LastProvider();
  return leaving;
}

export const without = (user: User, leaving: readonly Named[]): User => ({
  ...user,
  identities: user.identities.filter((one) => !isAmong(one, leaving)),
});

export const isAmong = (one: Named, others: readonly Named[]): boolean =>
  others.some(({ provider, subject }) => provider === one.provider && subject === one.subject);

/**
 * A token without the identities that its user has taken away from the account. One that was made by such an identity is
 * refused: joining it again, by an address or a shared Firebase account, would undo what the user did.
 */
export function assertStillLinked(token: VerifiedToken, unlinked: readonly Named[]): VerifiedToken {
  if (unlinked.length === 0) return token;
  const identities = token.identities.filter((identity) => !isAmong(identity, unlinked));
  if (identities.length === token.identities.length) return token;
  if (!identities.some(({ provider }) => provider === token.signedInWith)) throw new ProviderUnlinked();
  return { ...token, identities };
}

/**
 * Whether an account may give way to another one of the same person, as far as we know here: nobody gave it a role or shut
 * it, and the sign-in is the only one that leads to it.
 */
export const mayGiveWay = (user: User, firebaseUid: string): boolean =>
  !isDisabled(user) &&
  user.roles.every((role) => role === 'buyer') &&
  user.identities.every((identity) => identity.firebaseUid === firebaseUid);

/** What stays of an account whose only sign-in has moved to another one: nothing that could stand in anybody's way. */
export const vacated = (user: User, now: Date): User => ({
  ...revokeSessions(user, now),
  displayName: null,
  email: null,
  emailVerified: false,
  phoneNumber: null,
  identities: [],
});
