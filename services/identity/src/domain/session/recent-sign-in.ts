import { SignInNotRecent } from './sign-in-not-recent.ts';

/** How old a sign-in may be for what cannot be undone, or lives longer than the token that shows it. */
export const RECENT_SIGN_IN_MS = 5 * 60_000;

export function assertRecentSignIn(authenticatedAt: Date | null, now: Date): void {
  if (authenticatedAt === null || now.getTime() - authenticatedAt.getTime() > RECENT_SIGN_IN_MS) {
    throw new SignInNotRecent();
  }
}
