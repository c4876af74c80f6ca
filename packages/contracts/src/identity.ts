import { z } from 'zod';
import { defineContract, mutation, query } from './contract.ts';
import { API_KEY_FAULTS, apiKeyProcedures } from './identity-api-keys.ts';
import { credential } from './identity-credential.ts';
import { role, user } from './identity-schemas.ts';
import { privacyProcedures } from './identity-privacy.ts';
import { SESSION_FAULTS, sessionProcedures } from './identity-sessions.ts';
import { signInProcedures } from './identity-sign-in.ts';
import { email, id, instant, name, nothing, pageInput, pageOf, text } from './shared.ts';

export { provider, role, user } from './identity-schemas.ts';

/** Users, their linked Firebase identities, platform roles and revocation. */
export const identityContract = defineContract('identity', {
  authenticate: query({
    summary:
      'Resolve the user of a Firebase ID token, creating the account at first sight, of a session cookie or an API key',
    access: 'internal',
    input: z.object({
      token: z.string(),
      /** How it came: in the Authorization header or in the session cookie. */
      as: z.enum(['bearer', 'session']).default('bearer'),
      /** Whether the answer to the request can carry a new session cookie. */
      mayRenew: z.boolean().default(false),
    }),
    output: z.object({
      userId: id(),
      roles: z.array(role()),
      email: z.string().nullable(),
      /** The token's own expiry; nobody may remember the answer beyond it. */
      expiresAt: instant(),
      via: credential(),
      /** The session goes on under this token. */
      renewed: z.object({ token: z.string(), maxAgeS: z.int() }).nullable(),
    }),
    errors: [
      'identity.token_invalid',
      'identity.token_expired',
      'identity.token_revoked',
      'identity.user_disabled',
      'identity.provider_unlinked',
      'identity.keys_unavailable',
      ...SESSION_FAULTS,
      ...API_KEY_FAULTS,
    ],
  }),
  ...sessionProcedures,
  ...signInProcedures,
  ...apiKeyProcedures,
  ...privacyProcedures,
  me: query({
    summary: 'Show my account with its linked sign-in providers',
    access: 'user',
    input: nothing(),
    output: user(),
    rest: { method: 'GET', path: '/v1/me' },
  }),
  updateMe: mutation({
    summary: 'Change my display name',
    access: 'user',
    input: z.object({ displayName: name() }),
    output: user(),
    rest: { method: 'PATCH', path: '/v1/me' },
  }),
  revokeMySessions: mutation({
    summary: 'Sign me out everywhere: every token issued before now stops working',
    access: 'user',
    input: nothing(),
    output: z.object({ revokedBefore: instant() }),
    rest: { method: 'POST', path: '/v1/sessions/revoke' },
  }),
  listUsers: query({
    summary: 'List users',
    access: 'admin',
    input: z.object({ ...pageInput, email: email().optional() }),
    output: pageOf(user()),
    errors: ['identity.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/users' },
  }),
  getUser: query({
    summary: 'Show a user',
    access: 'admin',
    input: z.object({ userId: id() }),
    output: user(),
    errors: ['identity.user_not_found'],
    rest: { method: 'GET', path: '/v1/users/{userId}' },
  }),
  grantRole: mutation({
    summary: 'Give a user a platform role',
    access: 'admin',
    input: z.object({ userId: id(), role: role() }),
    output: user(),
    errors: ['identity.user_not_found'],
    rest: { method: 'POST', path: '/v1/users/{userId}/roles' },
  }),
  withdrawRole: mutation({
    summary: 'Take a platform role from a user',
    access: 'admin',
    input: z.object({ userId: id(), role: role() }),
    output: user(),
    errors: ['identity.user_not_found', 'identity.last_admin'],
    rest: { method: 'DELETE', path: '/v1/users/{userId}/roles/{role}' },
  }),
  disableUser: mutation({
    summary: 'Disable a user; tokens already issued stop working at once',
    access: 'admin',
    input: z.object({ userId: id(), reason: text(500) }),
    output: user(),
    errors: ['identity.user_not_found', 'identity.last_admin'],
    rest: { method: 'POST', path: '/v1/users/{userId}/disable' },
  }),
  enableUser: mutation({
    summary: 'Enable a disabled user',
    access: 'admin',
    input: z.object({ userId: id() }),
    output: user(),
    errors: ['identity.user_not_found', 'identity.account_erased'],
    rest: { method: 'POST', path: '/v1/users/{userId}/enable' },
  }),
  revokeSessions: mutation({
    summary: 'Sign a user out everywhere',
    access: 'admin',
    input: z.object({ userId: id() }),
    output: z.object({ revokedBefore: instant() }),
    errors: ['identity.user_not_found'],
    rest: { method: 'POST', path: '/v1/users/{userId}/revoke' },
  }),
  findUserByEmail: query({
    summary: 'Find the user who has a verified or password e-mail address',
    access: 'internal',
    input: z.object({ email: email() }),
    output: z.object({ userId: id().nullable() }),
  }),
  contactsOf: query({
    summary: 'Give the addresses at which users can be told something',
    access: 'internal',
    input: z.object({ userIds: z.array(id()).max(500) }),
    output: z.object({
      contacts: z.array(z.object({ userId: id(), email: z.string().nullable(), displayName: z.string().nullable() })),
    }),
  }),
});
