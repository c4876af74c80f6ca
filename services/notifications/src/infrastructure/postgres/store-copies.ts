import type { Sql } from '@haat/service-kit';
import type { StoreCopies } from '../../application/ports/outgoing-posts.ts';

const STORE_CHANGED = `INSERT INTO store_copy (store_id, name) VALUES ($1, $2)
  ON CONFLICT (store_id) DO UPDATE SET name = excluded.name WHERE store_copy.name <> excluded.name`;
const MEMBER_CHANGED = `INSERT INTO store_member_copy (store_id, user_id, role) VALUES ($1, $2, $3)
  ON CONFLICT (store_id, user_id) DO UPDATE SET role = excluded.role`;
const MEMBER_GONE = 'DELETE FROM store_member_copy WHERE store_id = $1 AND user_id = $2';

/** Copies change seldom: one statement a change, in the order of the events. */
export function createStoreCopies(sql: Sql): StoreCopies {
  return {
    storesChanged: async (stores) => {
      for (const { storeId, name } of stores) await sql.query(STORE_CHANGED, [storeId, name]);
    },
    membersChanged: async (changes) => {
      for (const { storeId, userId, role } of changes) {
        if (role === null) await sql.query(MEMBER_GONE, [storeId, userId]);
        else await sql.query(MEMBER_CHANGED, [storeId, userId, role]);
      }
    },
  };
}
