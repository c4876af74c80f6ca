import type { Role } from '@haat/domain';
import type { Provider, User } from '../../domain/index.ts';

export type UserRow = {
  user_id: string;
  display_name: string | null;
  email: string | null;
  email_verified: boolean;
  phone_number: string | null;
  disabled_reason: string | null;
  revoked_before: Date | null;
  created_at: Date;
  erased_at: Date | null;
  roles: Role[];
  identities: { provider: Provider; subject: string; firebaseUid: string; linkedAt: string }[];
};

/** A user with roles and identities in one round trip; `u` is the user's row. */
export const SELECT_USER = `SELECT u.*,
  ARRAY(SELECT r.role FROM user_role r WHERE r.user_id = u.user_id ORDER BY r.role) AS roles,
  COALESCE((SELECT jsonb_agg(jsonb_build_object('provider', i.provider, 'subject', i.subject,
      'firebaseUid', i.firebase_uid, 'linkedAt', i.linked_at) ORDER BY i.linked_at, i.provider)
    FROM linked_identity i WHERE i.user_id = u.user_id), '[]') AS identities
  FROM user_account u`;

export const toUser = (row: UserRow): User => ({
  userId: row.user_id,
  displayName: row.display_name,
  email: row.email,
  emailVerified: row.email_verified,
  phoneNumber: row.phone_number,
  roles: row.roles,
  disabledReason: row.disabled_reason,
  revokedBefore: row.revoked_before,
  identities: row.identities.map((identity) => ({ ...identity, linkedAt: new Date(identity.linkedAt) })),
  createdAt: row.created_at,
  erasedAt: row.erased_at,
});

export const firstUser = (rows: UserRow[]): User | null => (rows[0] === undefined ? null : toUser(rows[0]));
