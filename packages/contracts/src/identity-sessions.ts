import { z } from 'zod';
import { mutation, query } from './contract.ts';
import { id, instant, nothing, opaque, pageInput, pageOf } from './shared.ts';

export const session = () =>
  z.object({
    sessionId: id(),
    /** What the browser calls itself, in a few words; null where it said nothing that we understand. */
    device: z.string().nullable(),
    userAgent: z.string().nullable(),
    ipAddress: z.string().nullable(),
    createdAt: instant(),
    lastSeenAt: instant(),
    /** When it ends if nobody uses it, at the latest when its absolute time is over. */
    expiresAt: instant(),
    /** The session with which this very request was sent. */
    current: z.boolean(),
  });

/** Sessions of browsers, held by a cookie that no script can read. Other clients send ID tokens and need none. */
export const sessionProcedures = {
  createSession: mutation({
    summary: 'Begin a session of this browser with a Firebase ID token; the answer sets an HttpOnly cookie',
    access: 'public',
    input: z.object({ idToken: opaque(8192) }),
    output: session(),
    errors: [
      'access.cross_site',
      'identity.token_invalid',
      'identity.token_expired',
      'identity.token_revoked',
      'identity.user_disabled',
      'identity.keys_unavailable',
      'identity.sign_in_not_recent',
    ],
    rest: { method: 'POST', path: '/v1/sessions', status: 201 },
  }),
  listMySessions: query({
    summary: 'List my sessions, newest first',
    access: 'user',
    input: z.object(pageInput),
    output: pageOf(session()),
    errors: ['identity.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/sessions' },
  }),
  revokeSession: mutation({
    summary: 'End one of my sessions',
    access: 'user',
    input: z.object({ sessionId: id() }),
    output: nothing(),
    errors: ['identity.session_not_found'],
    rest: { method: 'DELETE', path: '/v1/sessions/{sessionId}' },
  }),
  signOut: mutation({
    summary: 'End the session of this browser and take its cookie away',
    access: 'public',
    input: nothing(),
    output: nothing(),
    errors: ['access.cross_site'],
    rest: { method: 'POST', path: '/v1/sessions/sign-out' },
  }),
};

/** What a request with a session cookie may be refused for before any procedure is asked. */
export const SESSION_FAULTS = [
  'identity.session_invalid',
  'identity.session_expired',
  'identity.session_revoked',
  'identity.session_reused',
  'identity.session_superseded',
] as const;
