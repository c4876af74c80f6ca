import type { Sql } from '@haat/service-kit';
import type { StoreCopies } from '../../application/ports/stores.ts';
import type { StoreStatus } from '../../domain/store/selling-store.ts';

const FIND = 'SELECT store_id, status, currency FROM store_copy WHERE store_id = $1';

/** Only "applied" may be overtaken by an answer: every other status came from an event that may be newer than it. */
const REMEMBER = `
  INSERT INTO store_copy (store_id, status, currency) VALUES ($1, $2, $3)
  ON CONFLICT (store_id) DO UPDATE SET status = EXCLUDED.status WHERE store_copy.status = 'applied'`;

export const createStoreCopies = (sql: Sql): StoreCopies => ({
  async find(storeId) {
    const rows = await sql.query<{ store_id: string; status: StoreStatus; currency: string }>(FIND, [storeId]);
    const [row] = rows;
    return row === undefined ? null : { storeId: row.store_id, status: row.status, currency: row.currency };
  },
  async remember({ storeId, status, currency }) {
    await sql.query(REMEMBER, [storeId, status, currency]);
  },
});
