import { createHash } from 'node:crypto';
import type { CredentialWire } from '@haat/contracts';
import { type Actor, type Credential, DomainError, findDomainError, type Membership, type Role } from '@haat/domain';
import { CrossSite, isSameOrigin } from './cross-site.ts';
import { headerOf, type RequestHeaders } from './request-headers.ts';
import { readSessionCookie, sessionCookie } from './session-cookie.ts';

export type { RequestHeaders } from './request-headers.ts';

/** How a token came. A session may be given a new token only where the answer can carry a cookie. */
export type Presented = { readonly as: 'bearer' | 'session'; readonly mayRenew: boolean };

/** How a service learns who calls; identity and stores answer, in process or over HTTP. */
export type Authenticator = {
  /** @throws DomainError of kind `unauthenticated` with a code that says what is wrong with the token */
  readonly authenticate: (token: string, presented: Presented) => Promise<AuthenticatedUser>;
  readonly membershipsOf: (userId: string) => Promise<readonly Membership[]>;
};

export type AuthenticatedUser = {
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly email: string | null;
  readonly via?: CredentialWire;
  /** The session goes on under this token. */
  readonly renewed?: { readonly token: string; readonly maxAgeS: number } | null;
};

/** A request as far as it says who sent it. */
export type Request = {
  readonly headers: RequestHeaders;
  /** Whether the request wants to change something; a page of another site must not bring that about. */
  readonly isUnsafe: boolean;
  /** Adds a `Set-Cookie` line to the answer, where there is one that can carry it. */
  readonly setCookie?: ((line: string) => void) | undefined;
};

/** Who sent a request, and what is wrong with the session of somebody who is taken for nobody because of it. */
export type Resolved = { readonly actor: Actor; readonly fault?: DomainError };

const ANONYMOUS: Actor = { kind: 'anonymous' };
const MAX_GUEST_TOKEN_LENGTH = 200;
const MAX_BEARER_TOKEN_LENGTH = 8192;

/**
 * Who sent a request: the bearer of an ID token or API key; else the holder of a session cookie, if no other site's page
 * sent it; else a guest with a guest token, or nobody in particular.
 */
export async function actorOf(request: Request, authenticator: Authenticator): Promise<Resolved> {
  const { headers } = request;
  const token = bearerToken(headers.authorization);
  try {
    const user =
      token === undefined
        ? await sessionHolder(request, authenticator)
        : await authenticator.authenticate(token, { as: 'bearer', mayRenew: false });
    return { actor: user === undefined ? guestOf(headers) : toActor(user) };
  } catch (error) {
    const fault = findDomainError(error);
    if (fault === undefined || !isBearable(fault, request)) throw error;
    return { actor: guestOf(headers), fault };
  }
}

/**
 * Faults that make somebody nobody, who may still look around. A script can leave a bad token away, but no page can leave
 * a bad cookie away, and must be able to sign in anew; and who only looks need not wait until identity is back.
 */
function isBearable(fault: DomainError, { headers, isUnsafe }: Request): boolean {
  if (fault.kind === 'unavailable') return !isUnsafe;
  return fault.kind === 'unauthenticated' && headers.authorization === undefined;
}

async function sessionHolder(
  { headers, isUnsafe, setCookie }: Request,
  authenticator: Authenticator,
): Promise<AuthenticatedUser | undefined> {
  const token = readSessionCookie(headers);
  if (token === undefined) return undefined;
  if (isUnsafe && !isSameOrigin(headers)) throw new CrossSite();
  const user = await authenticator.authenticate(token, { as: 'session', mayRenew: setCookie !== undefined });
  if (user.renewed) setCookie?.(sessionCookie(headers, user.renewed.token, user.renewed.maxAgeS));
  return user;
}

/**
 * Refuses a request that another site's page may have sent in the name of a session's holder. For doors that are no
 * procedures: a GraphQL POST, the handshake of a socket.
 */
export function assertNotCrossSite(headers: RequestHeaders): void {
  if (headers.authorization !== undefined || headers.cookie === undefined) return;
  if (carriesSession(headers) && !isSameOrigin(headers)) throw new CrossSite();
}

function carriesSession(headers: RequestHeaders): boolean {
  try {
    return readSessionCookie(headers) !== undefined;
  } catch {
    return true;
  }
}

function toActor({ userId, roles, email, via }: AuthenticatedUser): Actor {
  const actor = { kind: 'user', userId, roles, memberships: [], email } as const;
  return via === undefined ? actor : { ...actor, via: toCredential(via) };
}

const toCredential = (via: CredentialWire): Credential =>
  via.kind === 'api_key' ? via : { ...via, authenticatedAt: new Date(via.authenticatedAt) };

function guestOf(headers: RequestHeaders): Actor {
  const guestToken = headerOf(headers, 'x-guest-token');
  if (guestToken === undefined || guestToken === '' || guestToken.length > MAX_GUEST_TOKEN_LENGTH) return ANONYMOUS;
  return { kind: 'guest', guestId: guestIdOf(guestToken) };
}

/** Guests are known by a digest, so that what we store never opens their cart. */
export const guestIdOf = (guestToken: string): string => createHash('sha256').update(guestToken).digest('hex');

/** The same actor with memberships, which only procedures about stores and orders need; a key has one store's at most. */
export async function withMemberships(actor: Actor, authenticator: Authenticator): Promise<Actor> {
  if (actor.kind !== 'user') return actor;
  const all = await authenticator.membershipsOf(actor.userId);
  const { via } = actor;
  const memberships = via?.kind === 'api_key' ? all.filter(({ storeId }) => storeId === via.storeId) : all;
  return { ...actor, memberships };
}

function bearerToken(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const isPlausible = typeof header === 'string' && header.length <= MAX_BEARER_TOKEN_LENGTH;
  const match = isPlausible ? /^Bearer +([^\s]+)$/i.exec(header) : null;
  if (match === null) {
    throw new DomainError(
      'identity.token_invalid',
      'unauthenticated',
      'The Authorization header holds no bearer token.',
      {
        field: 'Authorization',
        rule: 'bearer_token',
      },
    );
  }
  return match[1];
}
