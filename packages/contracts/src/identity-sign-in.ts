import { z } from 'zod';
import { mutation } from './contract.ts';
import { provider, user } from './identity-schemas.ts';
import { email, id, instant, name, nothing, opaque } from './shared.ts';

const TOO_MANY = 'identity.too_many_attempts';
const OFF = 'identity.password_sign_in_off';
const AWAY = 'identity.accounts_unavailable';

/** What a verified LINE sign-in may be refused for; each fault of the ID token has a code of its own. */
const LINE_ERRORS = [
  'identity.line_off',
  'identity.line_state_unknown',
  'identity.line_state_used',
  'identity.line_state_expired',
  'identity.line_verifier_missing',
  'identity.line_verifier_wrong',
  'identity.line_code_refused',
  'identity.line_unavailable',
  'identity.line_token_malformed',
  'identity.line_algorithm_refused',
  'identity.line_signature_wrong',
  'identity.line_issuer_wrong',
  'identity.line_audience_wrong',
  'identity.line_token_expired',
  'identity.line_token_too_early',
  'identity.line_nonce_wrong',
] as const;

/** Made and kept by the client, RFC 7636: 43 to 128 unreserved characters, and their SHA-256 in base64url. */
const codeVerifier = () => z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/);
const codeChallenge = () => z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What a client may send as a password; what makes a good one is a rule of identity, answered with its name. */
const password = () => opaque(1024);

const firebaseSession = {
  idToken: z.string(),
  refreshToken: z.string(),
  expiresInS: z.int(),
};

/** Signing in where Firebase alone does not suffice: LINE, limits on passwords, mails with links, and linking. */
export const signInProcedures = {
  startLineSignIn: mutation({
    summary: 'Begin signing in with LINE: where to send the person, bound to a code verifier that the client keeps',
    access: 'public',
    input: z.object({
      codeChallenge: codeChallenge(),
      /** Where the callback sends the browser on to; one that the marketplace allows. Without it, it answers as JSON. */
      returnUrl: opaque(2000).optional(),
    }),
    output: z.object({ authorizationUrl: z.string(), state: z.string(), expiresAt: instant() }),
    errors: ['identity.line_off', 'identity.line_unavailable', 'identity.return_url_not_allowed', TOO_MANY],
    rest: { method: 'POST', path: '/v1/sign-in/line' },
  }),
  completeLineSignIn: mutation({
    summary: 'Finish signing in with LINE: a custom token, to be exchanged at Firebase (signInWithCustomToken)',
    access: 'public',
    input: z.object({
      code: opaque(2000),
      state: opaque(200),
      /** A browser that began at `GET /v1/sign-in/line` holds it in a cookie instead. */
      codeVerifier: codeVerifier().optional(),
    }),
    output: z.object({ customToken: z.string(), firebaseUid: z.string(), displayName: z.string().nullable() }),
    errors: LINE_ERRORS,
    rest: { method: 'POST', path: '/v1/sign-in/line/complete' },
  }),
  signInWithPassword: mutation({
    summary: 'Sign in with e-mail address and password; five failures a minute and address, then 429 with Retry-After',
    access: 'public',
    input: z.object({ email: email(), password: password() }),
    output: z.object(firebaseSession),
    errors: ['identity.wrong_credentials', TOO_MANY, OFF, AWAY],
    rest: { method: 'POST', path: '/v1/sign-in/password' },
  }),
  signUpWithPassword: mutation({
    summary: 'Open an account with e-mail address and password; a mail asks to confirm the address',
    access: 'public',
    input: z.object({ email: email(), password: password(), displayName: name().optional() }),
    output: z.object({ userId: id(), verificationMailQueued: z.boolean(), ...firebaseSession }),
    errors: ['identity.password_too_weak', 'identity.email_taken', TOO_MANY, OFF, AWAY],
    rest: { method: 'POST', path: '/v1/sign-up/password', status: 201 },
  }),
  requestEmailVerification: mutation({
    summary: 'Send me a mail with a link that confirms my address',
    access: 'user',
    input: nothing(),
    output: z.object({ alreadyVerified: z.boolean() }),
    errors: ['identity.no_email', TOO_MANY, OFF, AWAY],
    rest: { method: 'POST', path: '/v1/me/email-verification', status: 202 },
  }),
  confirmEmail: mutation({
    summary: 'Confirm an address with the token of the mail',
    access: 'public',
    input: z.object({ token: opaque(200) }),
    output: z.object({ email: z.string() }),
    errors: ['identity.link_invalid', 'identity.link_used', 'identity.link_expired', OFF, AWAY],
    rest: { method: 'POST', path: '/v1/sign-in/email-verification' },
  }),
  requestPasswordReset: mutation({
    summary:
      'Send a mail with a link to set a new password; the answer is the same whether the address is known or not',
    access: 'public',
    input: z.object({ email: email() }),
    output: nothing(),
    errors: [TOO_MANY, OFF, AWAY],
    rest: { method: 'POST', path: '/v1/sign-in/password-reset', status: 202 },
  }),
  resetPassword: mutation({
    summary: 'Set a new password with the token of the mail; every session ends',
    access: 'public',
    input: z.object({ token: opaque(200), newPassword: password() }),
    output: z.object({ email: z.string() }),
    errors: [
      'identity.link_invalid',
      'identity.link_used',
      'identity.link_expired',
      'identity.password_too_weak',
      OFF,
      AWAY,
    ],
    rest: { method: 'POST', path: '/v1/sign-in/password-reset/complete' },
  }),
  changePassword: mutation({
    summary: 'Change my password: every session ends, and a new one begins',
    access: 'user',
    input: z.object({ currentPassword: password(), newPassword: password() }),
    output: z.object(firebaseSession),
    errors: ['identity.wrong_credentials', 'identity.password_too_weak', 'identity.no_password', TOO_MANY, OFF, AWAY],
    rest: { method: 'POST', path: '/v1/me/password' },
  }),
  linkProvider: mutation({
    summary: 'Let another sign-in of mine lead to this account, shown by its ID token',
    access: 'user',
    input: z.object({ idToken: opaque(8192) }),
    output: user(),
    errors: [
      'identity.token_invalid',
      'identity.token_expired',
      'identity.token_revoked',
      'identity.user_disabled',
      'identity.keys_unavailable',
      'identity.sign_in_not_recent',
      'identity.provider_in_use',
      'identity.too_many_providers',
    ],
    rest: { method: 'POST', path: '/v1/me/identities' },
  }),
  unlinkProvider: mutation({
    summary: 'Stop a way of signing in from leading to this account; the last one stays',
    access: 'user',
    input: z.object({ provider: provider(), subject: opaque(300).optional() }),
    output: user(),
    errors: ['identity.provider_not_linked', 'identity.last_provider', AWAY, OFF],
    rest: { method: 'DELETE', path: '/v1/me/identities/{provider}' },
  }),
};
