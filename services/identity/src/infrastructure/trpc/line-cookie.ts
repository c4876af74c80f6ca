import type { RequestHeaders } from '@haat/service-kit';

const MAX_AGE_S = 600;
const PATH = '/v1/sign-in/line';
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/** One cookie a sign-in, so that two tabs can sign in at once. */
const nameFor = (state: string): string => `haat_line_${state.replaceAll(/[^A-Za-z0-9_-]/g, '').slice(0, 24)}`;

/**
 * Binds a sign-in to the browser that began it. `Lax` lets the cookie come along when LINE sends the browser back; no script
 * can read it, and it is sent to nothing but the sign-in.
 */
export const lineCookie = (state: string, verifier: string, { isSecure }: { isSecure: boolean }): string =>
  `${nameFor(state)}=${verifier}; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=${MAX_AGE_S}${isSecure ? '; Secure' : ''}`;

export const clearedLineCookie = (state: string): string =>
  `${nameFor(state)}=; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=0`;

/** The verifier that the browser holds for a sign-in, if it is the one that began it. */
export function lineVerifierIn({ cookie }: RequestHeaders, state: string): string | null {
  if (typeof cookie !== 'string') return null;
  const prefix = `${nameFor(state)}=`;
  const found = cookie
    .split('; ')
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
  return found !== undefined && VERIFIER.test(found) ? found : null;
}
