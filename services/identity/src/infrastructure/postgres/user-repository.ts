import type { Sql } from '@haat/service-kit';
import { SignInCollided, type UserRepository } from '../../application/ports/user-repository.ts';
import { UserNotFound, without, type User } from '../../domain/index.ts';
import { createLinks } from './linked-identities.ts';
import { firstUser, SELECT_USER, type UserRow } from './user-row.ts';

/** Admins are few and change seldom: one lock for all of them keeps two from leaving at once. */
const ADMIN_LOCK = 7_103_001;
const UNIQUE_VIOLATION = '23505';

const BY_UID = `${SELECT_USER} JOIN firebase_account f USING (user_id) WHERE f.firebase_uid = $1`;
const BY_VERIFIED_EMAIL = `${SELECT_USER} WHERE u.email_verified AND u.email = $1`;
const LOCKED = `${SELECT_USER} WHERE u.user_id = $1 FOR UPDATE OF u`;
const ATTACH = `INSERT INTO firebase_account (firebase_uid, user_id) VALUES ($1, $2)`;
const ENABLED_ADMINS = `SELECT user_id FROM user_role JOIN user_account USING (user_id)
  WHERE role = 'admin' AND disabled_reason IS NULL`;

export function createUserRepository(sql: Sql): UserRepository {
  const links = createLinks(sql);
  return {
    ...links,
    unlink: async (userId, choose, now) => {
      const before = firstUser(await sql.query<UserRow>(LOCKED, [userId]));
      if (before === null) throw new UserNotFound();
      const leaving = choose(before);
      await links.takeAway(userId, leaving, now);
      return without(before, leaving);
    },
    findByFirebaseUid: async (firebaseUid) => firstUser(await sql.query<UserRow>(BY_UID, [firebaseUid])),
    findByVerifiedEmail: async (email) => firstUser(await sql.query<UserRow>(BY_VERIFIED_EMAIL, [email])),
    add: (user, firebaseUid) =>
      orCollision(async () => {
        await insertUser(sql, user);
        await sql.query(ATTACH, [firebaseUid, user.userId]);
        await storeRolesAndIdentities(sql, user);
      }),
    attach: (userId, firebaseUid) =>
      orCollision(async () => {
        await sql.query(ATTACH, [firebaseUid, userId]);
      }),
    update: (userId, decide) =>
      orCollision(async () => {
        const before = firstUser(await sql.query<UserRow>(LOCKED, [userId]));
        if (before === null) throw new UserNotFound();
        const after = decide(before);
        if (after === before) return before;
        await updateUser(sql, after);
        await storeRolesAndIdentities(sql, after);
        return after;
      }),
    lockEnabledAdmins: async () => {
      await sql.query('SELECT pg_advisory_xact_lock($1)', [ADMIN_LOCK]);
      return (await sql.query<{ user_id: string }>(ENABLED_ADMINS)).map((row) => row.user_id);
    },
  };
}

const INSERT = `INSERT INTO user_account (user_id, display_name, email, email_verified, phone_number, created_at)
  VALUES ($1, $2, $3, $4, $5, $6)`;

async function insertUser(sql: Sql, user: User): Promise<void> {
  const { userId, displayName, email, emailVerified, phoneNumber, createdAt } = user;
  await sql.query(INSERT, [userId, displayName, email, emailVerified, phoneNumber, createdAt]);
}

const UPDATE = `UPDATE user_account SET display_name = $2, email = $3, email_verified = $4, phone_number = $5,
  disabled_reason = $6, revoked_before = $7, erased_at = $8 WHERE user_id = $1`;

async function updateUser(sql: Sql, user: User): Promise<void> {
  const { userId, displayName, email, emailVerified, phoneNumber, disabledReason, revokedBefore, erasedAt } = user;
  const values = [userId, displayName, email, emailVerified, phoneNumber, disabledReason, revokedBefore, erasedAt];
  await sql.query(UPDATE, values);
}

const WITHDRAW_ROLES = `DELETE FROM user_role WHERE user_id = $1 AND role <> ALL ($2::text[])`;
const GRANT_ROLES = `INSERT INTO user_role (user_id, role, granted_at)
  SELECT $1, role, now() FROM unnest($2::text[]) AS role ON CONFLICT DO NOTHING`;
// Firebase is the authority on who holds an identity: one that was moved there is moved here.
const LINK = `INSERT INTO linked_identity (provider, subject, user_id, firebase_uid, linked_at)
  SELECT provider, subject, $1, firebase_uid, linked_at
  FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[]) AS i (provider, subject, firebase_uid, linked_at)
  ON CONFLICT (provider, subject) DO UPDATE SET user_id = excluded.user_id, firebase_uid = excluded.firebase_uid,
    linked_at = excluded.linked_at
  WHERE (linked_identity.user_id, linked_identity.firebase_uid) <> (excluded.user_id, excluded.firebase_uid)`;

async function storeRolesAndIdentities(sql: Sql, { userId, roles, identities }: User): Promise<void> {
  await sql.query(WITHDRAW_ROLES, [userId, roles]);
  await sql.query(GRANT_ROLES, [userId, roles]);
  await sql.query(LINK, [
    userId,
    identities.map((identity) => identity.provider),
    identities.map((identity) => identity.subject),
    identities.map((identity) => identity.firebaseUid),
    identities.map((identity) => identity.linkedAt),
  ]);
}

/** A taken uid or address means that the same person signed in at the same moment. */
async function orCollision<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) throw new SignInCollided();
    throw error;
  }
}
