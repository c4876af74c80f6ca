import type { Post } from '../posts.ts';

type Facts = { readonly userId: string; readonly email: string | null; readonly displayName: string | null };

/** Greets a new user; one without an address finds the notice. */
export function welcomeWhenUserRegistered(causeId: string, { userId, email, displayName }: Facts): Post {
  const to = { kind: 'user', userId } as const;
  const title = 'Welcome to Haat';
  const body = 'Your account is ready.';
  return {
    emails:
      email === null
        ? []
        : [{ causeId, to: { kind: 'address', address: email }, template: 'welcome', data: { displayName } }],
    notices: [{ causeId, to, kind: 'welcome', title, body, subject: { kind: 'user', id: userId } }],
  };
}
