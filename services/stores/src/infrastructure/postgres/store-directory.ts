import type { StoreRole } from '@haat/domain';
import type { Sql } from '@haat/service-kit';
import type { StoreDirectory } from '../../application/ports/store-directory.ts';
import { toStoreView, type StoreRow } from './store-row.ts';

const BY_ID = 'SELECT * FROM store WHERE store_id = $1';
const BY_IDS = 'SELECT * FROM store WHERE store_id = ANY ($1::uuid[])';
// Ids are UUIDv7: their order is the order of application.
const PAGE = `SELECT * FROM store WHERE status = $1 AND ($2::uuid IS NULL OR store_id > $2) ORDER BY store_id LIMIT $3`;
const OF_USER = `SELECT s.*, m.role FROM store_member m JOIN store s USING (store_id) WHERE m.user_id = $1 ORDER BY s.store_id`;
const MEMBERS = 'SELECT user_id, role, since FROM store_member WHERE store_id = $1 ORDER BY since, user_id';
const MEMBERSHIPS = 'SELECT store_id, role FROM store_member WHERE user_id = $1';
const DESCRIBED = `SELECT s.*, ARRAY(SELECT m.user_id::text FROM store_member m WHERE m.store_id = s.store_id ORDER BY m.since, m.user_id) AS member_ids
  FROM store s WHERE s.store_id = ANY ($1::uuid[])`;

export function createStoreDirectory(sql: Sql): StoreDirectory {
  return {
    findById: async (storeId) => {
      const [row] = await sql.query<StoreRow>(BY_ID, [storeId]);
      return row === undefined ? null : toStoreView(row);
    },
    findByIds: async (storeIds) => (await sql.query<StoreRow>(BY_IDS, [storeIds])).map(toStoreView),
    page: async ({ status, after, limit }) =>
      (await sql.query<StoreRow>(PAGE, [status, after, limit])).map(toStoreView),
    storesOf: async (userId) => {
      const rows = await sql.query<StoreRow & { role: StoreRole }>(OF_USER, [userId]);
      return rows.map((row) => ({ store: toStoreView(row), role: row.role }));
    },
    membersOf: async (storeId) => {
      const rows = await sql.query<{ user_id: string; role: StoreRole; since: Date }>(MEMBERS, [storeId]);
      return rows.map((row) => ({ userId: row.user_id, role: row.role, since: row.since }));
    },
    membershipsOf: async (userId) => {
      const rows = await sql.query<{ store_id: string; role: StoreRole }>(MEMBERSHIPS, [userId]);
      return rows.map((row) => ({ storeId: row.store_id, role: row.role }));
    },
    describe: async (storeIds) => {
      const rows = await sql.query<StoreRow & { member_ids: string[] }>(DESCRIBED, [storeIds]);
      return rows.map((row) => ({ ...toStoreView(row), memberIds: row.member_ids }));
    },
  };
}
