import type { User } from './user.ts';

/**
 * Whether an operator named this user as a first admin, by Firebase uid or by e-mail address. An address counts only
 * when it is verified: otherwise anybody could sign up under it and become admin.
 */
export function isInitialAdmin(user: User, firebaseUid: string, initialAdmins: readonly string[]): boolean {
  return initialAdmins.some((named) => {
    if (named === firebaseUid) return true;
    return user.emailVerified && user.email !== null && named.toLowerCase() === user.email;
  });
}
