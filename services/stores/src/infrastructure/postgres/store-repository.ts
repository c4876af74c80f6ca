import type { Sql } from '@haat/service-kit';
import type { StoreRepository } from '../../application/ports/store-repository.ts';
import { SlugTaken, StoreNotFound, type Member, type Store } from '../../domain/index.ts';
import { toStoreView, type StoreRow } from './store-row.ts';

/** First key of the advisory locks that keep one user from applying past the limit in parallel. */
const OWNER_LOCK = 7_103_002;
const UNIQUE_VIOLATION = '23505';

const LOCK_OWNER = 'SELECT pg_advisory_xact_lock($1, hashtext($2))';
const COUNT_OWNED = `SELECT count(*)::int AS owned FROM store_member WHERE user_id = $1 AND role = 'owner'`;
const LOCKED = 'SELECT * FROM store WHERE store_id = $1 FOR UPDATE';
const MEMBERS = 'SELECT user_id, role, since FROM store_member WHERE store_id = $1 ORDER BY since, user_id';

type MemberRow = { user_id: string; role: Member['role']; since: Date };

export function createStoreRepository(sql: Sql): StoreRepository {
  return {
    lockCountOfOwner: async (userId) => {
      await sql.query(LOCK_OWNER, [OWNER_LOCK, userId]);
      const [row] = await sql.query<{ owned: number }>(COUNT_OWNED, [userId]);
      return row!.owned;
    },
    add: async (store) => {
      await insertStore(sql, store);
      await storeMembers(sql, store);
    },
    update: async (storeId, decide) => {
      const before = await lock(sql, storeId);
      const after = decide(before);
      if (after === before) return { before, after };
      await updateStore(sql, after);
      if (after.members !== before.members) await storeMembers(sql, after);
      return { before, after };
    },
  };
}

async function lock(sql: Sql, storeId: string): Promise<Store> {
  const [row] = await sql.query<StoreRow>(LOCKED, [storeId]);
  if (row === undefined) throw new StoreNotFound();
  const rows = await sql.query<MemberRow>(MEMBERS, [storeId]);
  const members = rows.map((member) => ({ userId: member.user_id, role: member.role, since: member.since }));
  return { ...toStoreView(row), statusReason: row.status_reason, members };
}

const INSERT = `INSERT INTO store (store_id, slug, name, description, status, status_reason, currency, country, region,
  city, contact_email, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

async function insertStore(sql: Sql, store: Store): Promise<void> {
  const { storeId, slug, name, description, status, statusReason, currency, country, region, city } = store;
  const values = [storeId, slug, name, description, status, statusReason, currency, country, region, city];
  try {
    await sql.query(INSERT, [...values, store.contactEmail, store.createdAt]);
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) throw new SlugTaken();
    throw error;
  }
}

const UPDATE = `UPDATE store SET name = $2, description = $3, status = $4, status_reason = $5, country = $6, region = $7,
  city = $8, contact_email = $9 WHERE store_id = $1`;

async function updateStore(sql: Sql, store: Store): Promise<void> {
  const { storeId, name, description, status, statusReason, country, region, city, contactEmail } = store;
  await sql.query(UPDATE, [storeId, name, description, status, statusReason, country, region, city, contactEmail]);
}

const REMOVE_MEMBERS = 'DELETE FROM store_member WHERE store_id = $1 AND user_id <> ALL ($2::uuid[])';
const STORE_MEMBERS = `INSERT INTO store_member (store_id, user_id, role, since)
  SELECT $1, user_id, role, since FROM unnest($2::uuid[], $3::text[], $4::timestamptz[]) AS m (user_id, role, since)
  ON CONFLICT (store_id, user_id) DO UPDATE SET role = excluded.role WHERE store_member.role <> excluded.role`;

async function storeMembers(sql: Sql, { storeId, members }: Store): Promise<void> {
  const userIds = members.map(({ userId }) => userId);
  await sql.query(REMOVE_MEMBERS, [storeId, userIds]);
  await sql.query(STORE_MEMBERS, [
    storeId,
    userIds,
    members.map(({ role }) => role),
    members.map(({ since }) => since),
  ]);
}
