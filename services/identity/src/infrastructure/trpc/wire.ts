import type { identityContract, OutputOf } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import type { AuthenticatedUser } from '../../application/ports/session-memory.ts';
import { isDisabled, type User } from '../../domain/index.ts';

type UserWire = OutputOf<(typeof identityContract)['procedures']['getUser']>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A user as shown outside; why an account is disabled and which Firebase account it uses stay inside. */
export const toUserWire = (user: User): UserWire => ({
  userId: user.userId,
  displayName: user.displayName,
  email: user.email,
  emailVerified: user.emailVerified,
  phoneNumber: user.phoneNumber,
  roles: [...user.roles],
  disabled: isDisabled(user),
  identities: user.identities.map(({ provider, subject, linkedAt }) => ({
    provider,
    subject,
    linkedAt: linkedAt.toISOString(),
  })),
  createdAt: user.createdAt.toISOString(),
});

type AuthenticatedWire = OutputOf<(typeof identityContract)['procedures']['authenticate']>;
type Answer = AuthenticatedUser & Pick<AuthenticatedWire, 'renewed'>;

export const toAuthenticatedWire = ({ userId, roles, email, expiresAt, via, renewed }: Answer): AuthenticatedWire => ({
  userId,
  roles: [...roles],
  email,
  expiresAt: expiresAt.toISOString(),
  via:
    via.kind === 'api_key'
      ? { ...via, scopes: [...via.scopes] }
      : { ...via, authenticatedAt: via.authenticatedAt.toISOString() },
  renewed,
});

export const toCursor = (userId: string | null): string | null =>
  userId === null ? null : Buffer.from(userId).toString('base64url');

export function fromCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const userId = Buffer.from(cursor, 'base64url').toString();
  if (UUID.test(userId)) return userId;
  const details = { field: 'cursor', rule: 'from_a_page' };
  throw new DomainError('identity.cursor_invalid', 'invalid', 'The cursor comes from no page of this list.', details);
}
