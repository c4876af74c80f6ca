import { handshakeAuth } from '@haat/contracts';
import { type Actor, principalOf } from '@haat/domain';
import { actorOf, type Authenticator, InvalidInput, type RequestHeaders } from '@haat/service-kit';
import { SignInFirst } from '../live-errors.ts';

/** Somebody who is told things live, and the headers that prove who it is whenever another context is asked. */
export type Visitor = {
  readonly actor: Exclude<Actor, { kind: 'anonymous' | 'service' }>;
  readonly principal: string;
  readonly headers: RequestHeaders;
  /** When what they showed ends by itself, where it says so. */
  readonly expiresAt: Date | null;
};

/** What somebody shows at the door: the request's headers, and what a script may say beside them. */
export type Shown = { readonly headers: RequestHeaders; readonly auth: unknown };

/** What says who somebody is, and whose page speaks for them; nothing else is passed on. */
const PASSED_ON = ['authorization', 'cookie', 'host', 'origin', 'sec-fetch-site', 'x-guest-token'];
const FORWARDED = ['x-forwarded-host', 'x-forwarded-proto'];

/**
 * Tells who somebody is by the means every door has. A browser sends cookies to a socket from any page, so it counts as
 * something another site must not bring about.
 */
export async function identify({ headers, auth }: Shown, authenticator: Authenticator): Promise<Visitor> {
  const parsed = handshakeAuth().safeParse(auth ?? {});
  if (!parsed.success) throw new InvalidInput(parsed.error);
  const { token, guestToken } = parsed.data;
  const shown: Record<string, string | string[] | undefined> = {};
  for (const name of [...PASSED_ON, ...FORWARDED]) if (headers[name] !== undefined) shown[name] = headers[name];
  if (token !== undefined) shown.authorization = `Bearer ${token}`;
  if (guestToken !== undefined) shown['x-guest-token'] = guestToken;
  const { actor, fault } = await actorOf({ headers: shown, isUnsafe: true }, authenticator);
  if (actor.kind === 'anonymous' || actor.kind === 'service') throw fault ?? new SignInFirst();
  return { actor, principal: principalOf(actor), headers: shown, expiresAt: expiryOf(shown.authorization) };
}

/** The end of a signed token that was believed, read from it; other tokens do not tell, and are asked about again. */
function expiryOf(authorization: string | string[] | undefined): Date | null {
  if (typeof authorization !== 'string') return null;
  try {
    const [, payload = ''] = authorization.split('.');
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: unknown };
    return typeof exp === 'number' ? new Date(exp * 1000) : null;
  } catch {
    return null;
  }
}
