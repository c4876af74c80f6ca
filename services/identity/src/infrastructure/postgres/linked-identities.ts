import type { Sql } from '@haat/service-kit';
import type { UserRepository } from '../../application/ports/user-repository.ts';
import type { LinkedIdentity, Provider } from '../../domain/index.ts';

const MOVE_ACCOUNT = `UPDATE firebase_account SET user_id = $2 WHERE firebase_uid = $1`;
const MOVE_IDENTITIES = `UPDATE linked_identity SET user_id = $2 WHERE firebase_uid = $1`;
const PAIRS = `SELECT * FROM unnest($2::text[], $3::text[]) AS i (provider, subject)`;
const REMOVE = `DELETE FROM linked_identity WHERE user_id = $1 AND (provider, subject) IN (${PAIRS})`;
const DETACH = `DELETE FROM firebase_account f WHERE user_id = $1 AND firebase_uid = ANY ($2::text[])
  AND NOT EXISTS (SELECT 1 FROM linked_identity l WHERE l.firebase_uid = f.firebase_uid)`;
const BAR = `INSERT INTO unlinked_identity (user_id, provider, subject, unlinked_at)
  SELECT $1, provider, subject, $4 FROM unnest($2::text[], $3::text[]) AS i (provider, subject) ON CONFLICT DO NOTHING`;
const ALLOW = `DELETE FROM unlinked_identity WHERE user_id = $1 AND (provider, subject) IN (${PAIRS})`;
const UNLINKED = `SELECT provider, subject FROM unlinked_identity WHERE user_id = $1`;

type Named = { readonly provider: Provider; readonly subject: string };

const columns = (identities: readonly Named[]) => [
  identities.map(({ provider }) => provider),
  identities.map(({ subject }) => subject),
];

/** The part of the repository that says which sign-ins lead to whom. */
export const createLinks = (sql: Sql) =>
  ({
    moveAccount: async (firebaseUid, toUserId) => {
      await sql.query(MOVE_ACCOUNT, [firebaseUid, toUserId]);
      await sql.query(MOVE_IDENTITIES, [firebaseUid, toUserId]);
    },
    takeAway: async (userId: string, leaving: readonly LinkedIdentity[], now: Date) => {
      await sql.query(REMOVE, [userId, ...columns(leaving)]);
      await sql.query(DETACH, [userId, leaving.map(({ firebaseUid }) => firebaseUid)]);
      await sql.query(BAR, [userId, ...columns(leaving), now]);
    },
    allowAgain: async (userId, identities) => {
      await sql.query(ALLOW, [userId, ...columns(identities)]);
    },
    unlinkedOf: (userId) => sql.query<Named>(UNLINKED, [userId]),
  }) satisfies Pick<UserRepository, 'moveAccount' | 'allowAgain' | 'unlinkedOf'> & Record<string, unknown>;
