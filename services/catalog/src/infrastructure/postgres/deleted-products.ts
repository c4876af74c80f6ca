import type { Sql } from '@haat/service-kit';
import type { DeletedProducts } from '../../application/ports/deleted-products.ts';
import type { Media } from '../../domain/media/media.ts';

const OLDEST = `SELECT min(deleted_at) AS oldest FROM product WHERE status = 'deleted'`;

const CHOOSE = `
  SELECT product_id, media FROM product WHERE status = 'deleted' AND deleted_at <= $1
  ORDER BY deleted_at, product_id LIMIT $2 FOR UPDATE SKIP LOCKED`;

/** What refers to a product goes first. */
const FORGET = ['wishlist_item', 'review', 'variant', 'product'].map(
  (table) => `DELETE FROM ${table} WHERE product_id = ANY ($1::uuid[])`,
);

export const createDeletedProducts = (sql: Sql): DeletedProducts => ({
  async oldest() {
    const [row] = await sql.query<{ oldest: Date | null }>(OLDEST);
    return row!.oldest;
  },
  async purge(deletedBy, limit) {
    const rows = await sql.query<{ product_id: string; media: Media[] }>(CHOOSE, [deletedBy, limit]);
    const productIds = rows.map((row) => row.product_id);
    if (rows.length > 0) await Promise.all(FORGET.map((text) => sql.query(text, [productIds])));
    return rows.map((row) => ({ productId: row.product_id, media: row.media }));
  },
});
