import type { Sql } from '@haat/service-kit';
import type { UserDirectory } from '../../application/ports/user-directory.ts';
import { firstUser, SELECT_USER, toUser, type UserRow } from './user-row.ts';

const BY_ID = `${SELECT_USER} WHERE u.user_id = $1`;
const BY_UID = `${SELECT_USER} JOIN firebase_account f USING (user_id) WHERE f.firebase_uid = $1`;
// Ids are UUIDv7: their order is the order of registration.
const PAGE = `${SELECT_USER} WHERE ($1::uuid IS NULL OR u.user_id < $1) AND ($2::text IS NULL OR u.email = $2)
  ORDER BY u.user_id DESC LIMIT $3`;
const CONTACTS = `SELECT user_id, email, display_name FROM user_account WHERE user_id = ANY ($1::uuid[])`;
const IDS_BY_EMAIL = `SELECT user_id, email_verified FROM user_account WHERE email = $1
  ORDER BY email_verified DESC LIMIT 2`;

type ContactRow = { user_id: string; email: string | null; display_name: string | null };

export function createUserDirectory(sql: Sql): UserDirectory {
  return {
    findById: async (userId) => firstUser(await sql.query<UserRow>(BY_ID, [userId])),
    findByFirebaseUid: async (firebaseUid) => firstUser(await sql.query<UserRow>(BY_UID, [firebaseUid])),
    page: async ({ after, email, limit }) => (await sql.query<UserRow>(PAGE, [after, email, limit])).map(toUser),
    contactsOf: async (userIds) => {
      const rows = await sql.query<ContactRow>(CONTACTS, [userIds]);
      return rows.map((row) => ({ userId: row.user_id, email: row.email, displayName: row.display_name }));
    },
    findIdByEmail: async (email) => {
      const rows = await sql.query<{ user_id: string; email_verified: boolean }>(IDS_BY_EMAIL, [email]);
      const [best] = rows;
      // Several unverified claims on one address prove nothing about whose it is.
      return best !== undefined && (best.email_verified || rows.length === 1) ? best.user_id : null;
    },
  };
}
