import type { FirebaseAuth } from '@haat/client';
import type { Patience } from './patience.ts';

/** Somebody who signs in at the Auth emulator. */
export type Person = { readonly email: string; readonly password: string; readonly displayName?: string };

export type People = {
  /** A token that is good for some minutes at least; signs the person in, or up, when there is none. */
  tokenOf(person: Person): Promise<string>;
  /** Forgets a token that was refused. */
  forget(person: Person): void;
};

const REFRESH_BEFORE_MS = 5 * 60_000;
/** A token is about a kilobyte; those used longest ago go first. */
const MAX_TOKENS = 20_000;

type Held = { readonly token: Promise<string>; expiresAtMs: number };

/** Everybody in the story signs in once and again before the token expires. */
export function createPeople({ auth, patience }: { auth: FirebaseAuth; patience: Patience }): People {
  const held = new Map<string, Held>();
  const signIn = (person: Person): Promise<string> => {
    const entry: Held = { token: patience(() => auth.signInOrUp(person)), expiresAtMs: Number.POSITIVE_INFINITY };
    held.set(person.email, entry);
    if (held.size > MAX_TOKENS) held.delete(held.keys().next().value!);
    entry.token.then(
      (token) => (entry.expiresAtMs = expiryOf(token)),
      () => held.delete(person.email),
    );
    return entry.token;
  };
  return {
    tokenOf(person) {
      const known = held.get(person.email);
      if (known === undefined || known.expiresAtMs - REFRESH_BEFORE_MS < Date.now()) return signIn(person);
      return known.token;
    },
    forget: (person) => held.delete(person.email),
  };
}

function expiryOf(token: string): number {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { exp?: number };
  return (payload.exp ?? 0) * 1000;
}
