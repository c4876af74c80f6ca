import type { Role } from '@haat/domain';
import { AccountErased, LastAdmin, TokenRevoked, UserDisabled } from './user.errors.ts';

/** How a person proves who they are. Anything Firebase offers beyond these is `custom`. */
export type Provider = 'password' | 'google.com' | 'apple.com' | 'phone' | 'line' | 'custom';

export type LinkedIdentity = {
  readonly provider: Provider;
  readonly subject: string;
  /** The Firebase account that holds this identity; one user may have several. */
  readonly firebaseUid: string;
  readonly linkedAt: Date;
};

export type User = {
  readonly userId: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly phoneNumber: string | null;
  readonly roles: readonly Role[];
  readonly disabledReason: string | null;
  /** Sessions that began at or before this instant are over. */
  readonly revokedBefore: Date | null;
  readonly identities: readonly LinkedIdentity[];
  readonly createdAt: Date;
  /** The person is gone; what is left is an id that orders and books refer to. */
  readonly erasedAt: Date | null;
};

export const isErased = (user: User): boolean => user.erasedAt !== null;

export const isDisabled = (user: User): boolean => user.disabledReason !== null;

/** A session is good while its user is enabled and it began after the last revocation. */
export function assertSessionStands(user: User, session: { readonly authenticatedAt: Date }): void {
  if (isDisabled(user)) throw new UserDisabled();
  // Tokens carry whole seconds: one issued in the second of the revocation counts as before it.
  if (user.revokedBefore !== null && session.authenticatedAt <= user.revokedBefore) throw new TokenRevoked();
}

export const rename = (user: User, displayName: string): User => ({ ...user, displayName });

/** The address was reached by a mail of ours. */
export const confirmAddress = (user: User, email: string): User =>
  user.emailVerified && user.email === email ? user : { ...user, email, emailVerified: true };

export const grantRole = (user: User, role: Role): User =>
  user.roles.includes(role) ? user : { ...user, roles: [...user.roles, role].sort() };

/** `enabledAdmins` are the admins who can sign in now, locked by the caller so that two cannot leave at once. */
export function withdrawRole(user: User, role: Role, enabledAdmins: readonly string[]): User {
  if (role === 'admin') assertAnAdminRemains(user, enabledAdmins);
  return { ...user, roles: user.roles.filter((held) => held !== role) };
}

export function disable(user: User, reason: string, enabledAdmins: readonly string[]): User {
  assertAnAdminRemains(user, enabledAdmins);
  return { ...user, disabledReason: reason };
}

export function enable(user: User): User {
  if (isErased(user)) throw new AccountErased();
  return { ...user, disabledReason: null };
}

/** Never moves back: a later revocation covers an earlier one. */
export const revokeSessions = (user: User, now: Date): User =>
  user.revokedBefore !== null && user.revokedBefore >= now ? user : { ...user, revokedBefore: now };

export function assertAnAdminRemains(user: User, enabledAdmins: readonly string[]): void {
  if (enabledAdmins.includes(user.userId) && enabledAdmins.length === 1) throw new LastAdmin();
}
