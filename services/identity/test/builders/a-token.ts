import { UnsecuredJWT, type JWTPayload } from 'jose';

export const PROJECT = 'demo-haat';
export const NOW = new Date('2026-03-01T12:00:00.000Z');
const NOW_S = NOW.getTime() / 1000;

/** The claims of an honest Firebase ID token of somebody who signed in with Google a minute ago. */
export const someClaims = (changes: Record<string, unknown> = {}): JWTPayload => ({
  iss: `https://securetoken.google.com/${PROJECT}`,
  aud: PROJECT,
  sub: 'uid-1',
  iat: NOW_S - 60,
  auth_time: NOW_S - 60,
  exp: NOW_S + 3540,
  email: 'Ana@Example.com',
  email_verified: true,
  name: 'Ana',
  firebase: { sign_in_provider: 'google.com', identities: { 'google.com': ['g-1'], email: ['Ana@Example.com'] } },
  ...changes,
});

/** A token as the Auth emulator makes it. */
export const emulatorToken = (changes: Record<string, unknown> = {}): string =>
  new UnsecuredJWT(someClaims(changes)).encode();

export const passwordClaims = (uid: string, email: string, verified = false) => ({
  sub: uid,
  email,
  email_verified: verified,
  name: undefined,
  firebase: { sign_in_provider: 'password', identities: { email: [email] } },
});

export const googleClaims = (uid: string, email: string, subject = `g-${uid}`) => ({
  sub: uid,
  email,
  email_verified: true,
  firebase: { sign_in_provider: 'google.com', identities: { 'google.com': [subject], email: [email] } },
});
