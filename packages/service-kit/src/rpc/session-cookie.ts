import { DomainError } from '@haat/domain';
import { hostOf, isHttps } from './cross-site.ts';
import { headerOf, type RequestHeaders } from './request-headers.ts';

/** Browsers take a `__Host-` cookie only over HTTPS, for this host alone: no other host of the domain can plant one. */
const SECURE_NAME = '__Host-haat_session';
const LOOPBACK_NAME = 'haat_session';
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** Longer than any honest client's cookies; what is longer is not searched. */
export const MAX_COOKIE_HEADER_LENGTH = 8192;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

export class SessionInvalid extends DomainError {
  constructor(rule: string) {
    super('identity.session_invalid', 'unauthenticated', 'The session cookie is not valid; sign in again.', {
      field: 'Cookie',
      rule,
    });
  }
}

/** Plain HTTP on this very machine is the one place where a cookie cannot be `Secure`. */
const isLoopback = (headers: RequestHeaders): boolean => !isHttps(headers) && LOOPBACK.test(hostOf(headers) ?? '');

const nameFor = (headers: RequestHeaders): string => (isLoopback(headers) ? LOOPBACK_NAME : SECURE_NAME);

/**
 * The token in the session cookie, or `undefined` where there is none.
 * @throws SessionInvalid where there is one that is no token of ours, or several that differ: whose would it be?
 */
export function readSessionCookie(headers: RequestHeaders): string | undefined {
  const header = headerOf(headers, 'cookie');
  if (header === undefined) return undefined;
  if (header.length > MAX_COOKIE_HEADER_LENGTH) throw new SessionInvalid('cookies_of_8_kib');
  const start = `${nameFor(headers)}=`;
  const values = header.split(';').flatMap((pair) => {
    const trimmed = pair.trim();
    return trimmed.startsWith(start) ? [trimmed.slice(start.length)] : [];
  });
  const [value, ...others] = values;
  if (value === undefined || value === '') return undefined;
  if (others.some((other) => other !== value)) throw new SessionInvalid('one_session_cookie');
  if (!TOKEN.test(value)) throw new SessionInvalid('session_token');
  return value;
}

/** The `Set-Cookie` line that keeps a session in the browser, out of reach of its scripts. */
export function sessionCookie(headers: RequestHeaders, token: string, maxAgeS: number): string {
  const secure = isLoopback(headers) ? '' : '; Secure';
  return `${nameFor(headers)}=${token}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure}`;
}

/** The `Set-Cookie` line that takes the session out of the browser. */
export const clearedSessionCookie = (headers: RequestHeaders): string => sessionCookie(headers, '', 0);
