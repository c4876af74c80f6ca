import type { Sql } from '@haat/service-kit';
import type { Projections } from '../../application/ports/projections.ts';

/** A store never goes back to "applied": that news is only old, and what we asked for meanwhile is newer. */
const COPY_STORES = `
  INSERT INTO store_copy (store_id, status, currency)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) AS c (store_id, status, currency) ORDER BY store_id
  ON CONFLICT (store_id) DO UPDATE SET status = EXCLUDED.status, currency = EXCLUDED.currency
  WHERE EXCLUDED.status <> 'applied'`;

/** Products are locked in order first, so that two processes with crossed batches wait instead of deadlocking. */
const LOCK_PRODUCTS = `
  SELECT product_id FROM product
  WHERE product_id IN (SELECT product_id FROM variant WHERE variant_id = ANY ($1::uuid[]))
  ORDER BY product_id FOR NO KEY UPDATE`;

const NOTE_VARIANTS = `
  UPDATE variant SET in_stock = c.in_stock
  FROM unnest($1::uuid[], $2::boolean[]) AS c (variant_id, in_stock)
  WHERE variant.variant_id = c.variant_id AND variant.in_stock <> c.in_stock`;

const NOTE_PRODUCTS = `
  UPDATE product SET in_stock = NOT product.in_stock
  WHERE product_id IN (SELECT product_id FROM variant WHERE variant_id = ANY ($1::uuid[]))
    AND in_stock <> EXISTS (SELECT 1 FROM variant v WHERE v.product_id = product.product_id AND v.in_stock)`;

const NOTE_PURCHASES = `
  INSERT INTO purchase (order_line_id, order_id, owner, product_id, store_id, delivered_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::timestamptz[])
  ON CONFLICT (order_line_id) DO NOTHING`;

/** Copies kept from events, each batch with a fixed number of statements. */
export const createProjections = (sql: Sql): Projections => ({
  async copyStores(stores) {
    const columns = [stores.map((s) => s.storeId), stores.map((s) => s.status), stores.map((s) => s.currency)];
    await sql.query(COPY_STORES, columns);
  },
  async noteStock(news) {
    const variantIds = news.map(({ variantId }) => variantId);
    await Promise.all([
      sql.query(LOCK_PRODUCTS, [variantIds]),
      sql.query(NOTE_VARIANTS, [variantIds, news.map(({ inStock }) => inStock)]),
      sql.query(NOTE_PRODUCTS, [variantIds]),
    ]);
  },
  async notePurchases(purchases) {
    await sql.query(NOTE_PURCHASES, [
      purchases.map((p) => p.orderLineId),
      purchases.map((p) => p.orderId),
      purchases.map((p) => p.owner),
      purchases.map((p) => p.productId),
      purchases.map((p) => p.storeId),
      purchases.map((p) => p.deliveredAt),
    ]);
  },
});
