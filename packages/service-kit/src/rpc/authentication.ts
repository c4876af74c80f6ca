import { createHash } from 'node:crypto';
import { type Actor, DomainError, type Membership, type Role } from '@haat/domain';

/** How a service learns who calls; identity and stores answer, in process or over HTTP. */
export type Authenticator = {
  /** @throws DomainError of kind `unauthenticated` with a code that says what is wrong with the token */
  readonly authenticate: (token: string) => Promise<AuthenticatedUser>;
  readonly membershipsOf: (userId: string) => Promise<readonly Membership[]>;
};

export type AuthenticatedUser = {
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly email: string | null;
};

export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

const ANONYMOUS: Actor = { kind: 'anonymous' };
const MAX_GUEST_TOKEN_LENGTH = 200;
const MAX_BEARER_TOKEN_LENGTH = 8192;

/** Who sent a request: the bearer of a Firebase ID token, a guest with a guest token, or nobody in particular. */
export async function actorOf(headers: RequestHeaders, authenticator: Authenticator): Promise<Actor> {
  const token = bearerToken(headers.authorization);
  if (token !== undefined) {
    const user = await authenticator.authenticate(token);
    return { kind: 'user', userId: user.userId, roles: user.roles, memberships: [], email: user.email };
  }
  const guestToken = headers['x-guest-token'];
  if (typeof guestToken !== 'string' || guestToken === '' || guestToken.length > MAX_GUEST_TOKEN_LENGTH) {
    return ANONYMOUS;
  }
  return { kind: 'guest', guestId: guestIdOf(guestToken) };
}

/** Guests are known by a digest, so that what we store never opens their cart. */
export const guestIdOf = (guestToken: string): string => createHash('sha256').update(guestToken).digest('hex');

/** The same actor with memberships, which only procedures about stores and orders need. */
export async function withMemberships(actor: Actor, authenticator: Authenticator): Promise<Actor> {
  if (actor.kind !== 'user') return actor;
  return { ...actor, memberships: await authenticator.membershipsOf(actor.userId) };
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
