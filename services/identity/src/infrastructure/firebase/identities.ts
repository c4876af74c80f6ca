import { lineSubjectOf, TokenInvalid, type Provider, type VerifiedToken } from '../../domain/index.ts';

type FirebaseClaim = { readonly sign_in_provider: string; readonly identities: Readonly<Record<string, string[]>> };
type Identity = VerifiedToken['identities'][number];

/** Names by which Firebase knows a provider that we know by another; LINE comes in as an OpenID Connect provider. */
const PROVIDERS: Readonly<Record<string, Provider>> = {
  'google.com': 'google.com',
  'apple.com': 'apple.com',
  phone: 'phone',
  'oidc.line': 'line',
};

/**
 * The sign-in identities that a token's `firebase` claim names. The key `email` alone is no identity: a Google account
 * carries it too; it is one only for who signed in by password or e-mail link. Guests have tokens of our own, so
 * Firebase's anonymous accounts are refused. People of LINE sign in by a custom token of ours, and their uid says so.
 */
export function identitiesOf(firebaseUid: string, claim: FirebaseClaim): Identity[] {
  if (claim.sign_in_provider === 'anonymous') throw new TokenInvalid('provider_supported');
  const named = Object.entries(claim.identities).flatMap(([key, subjects]) =>
    key === 'email' ? [] : subjects.map((subject) => identityOf(key, subject)),
  );
  const byEmail = claim.sign_in_provider === 'password' || claim.sign_in_provider === 'emailLink';
  if (byEmail) named.push({ provider: 'password', subject: firebaseUid });
  const line = lineSubjectOf(firebaseUid);
  if (line !== null) named.push({ provider: 'line', subject: line });
  else if (claim.sign_in_provider === 'custom') named.push({ provider: 'custom', subject: firebaseUid });
  if (named.length === 0) named.push(identityOf(claim.sign_in_provider, firebaseUid));
  return named;
}

function identityOf(key: string, subject: string): Identity {
  const provider = PROVIDERS[key];
  return provider === undefined ? { provider: 'custom', subject: `${key}:${subject}` } : { provider, subject };
}

/** How the person signed in this time, in our words. */
export function providerOf(firebaseUid: string, { sign_in_provider: name }: FirebaseClaim): Provider {
  if (name === 'password' || name === 'emailLink') return 'password';
  if (name === 'custom') return lineSubjectOf(firebaseUid) === null ? 'custom' : 'line';
  return PROVIDERS[name] ?? 'custom';
}
