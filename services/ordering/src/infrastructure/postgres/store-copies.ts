import type { Sql } from '@haat/service-kit';
import type { StoreNews } from '../../application/ports/store-copies.ts';
import type { StoreFacts } from '../../application/ports/store-directory.ts';

const FIND = `SELECT store_id AS "storeId", name, slug, currency, country FROM store_copy WHERE store_id = ANY($1::uuid[])`;

/** Events do not say where a store is: a country that was asked for once is kept. */
const SAVE = `INSERT INTO store_copy (store_id, name, slug, currency, country)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
  ON CONFLICT (store_id) DO UPDATE SET name = excluded.name, slug = excluded.slug, currency = excluded.currency,
    country = coalesce(excluded.country, store_copy.country)`;

type SavedStore = StoreNews & { readonly country?: string | null };

/** Fulfils the port `StoreCopies` and keeps what the store directory asked for. */
export type PostgresStoreCopies = {
  find(storeIds: readonly string[]): Promise<readonly StoreFacts[]>;
  save(stores: readonly SavedStore[]): Promise<void>;
};

/** Our own copy of what stores are called. */
export const createStoreCopies = (sql: Sql): PostgresStoreCopies => ({
  find: (storeIds) => sql.query<StoreFacts>(FIND, [storeIds]),
  async save(stores) {
    // One order for all writers, so that two batches never wait for one another in a circle.
    const sorted = [...stores].sort((a, b) => (a.storeId < b.storeId ? -1 : 1));
    await sql.query(SAVE, [
      sorted.map((store) => store.storeId),
      sorted.map((store) => store.name),
      sorted.map((store) => store.slug),
      sorted.map((store) => store.currency),
      sorted.map((store) => store.country ?? null),
    ]);
  },
});
