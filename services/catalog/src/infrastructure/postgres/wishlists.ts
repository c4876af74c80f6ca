import { money } from '@haat/domain';
import type { Sql } from '@haat/service-kit';
import type { ShownWish, WishlistReader, WishlistRepository } from '../../application/ports/wishlists.ts';
import { CARD, type CardRow, toCard } from './card-row.ts';

const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('wishlist ' || $1, 0))`;
const LOOK = `
  SELECT count(*)::int AS count, coalesce(bool_or(product_id = $2), false) AS is_there
  FROM wishlist_item WHERE user_id = $1`;
/** A product that was purged a moment ago takes no wish. */
const INSERT = `
  INSERT INTO wishlist_item (item_id, user_id, product_id, title, price_when_added_minor, currency, added_at)
  SELECT $1, $2, product_id, $4, $5, $6, $7 FROM product WHERE product_id = $3
  ON CONFLICT DO NOTHING`;
const REMOVE = `DELETE FROM wishlist_item WHERE user_id = $1 AND product_id = $2 RETURNING item_id`;

const SHOWN = `
  SELECT w.item_id, w.title AS title_when_added, w.price_when_added_minor, w.currency AS currency_when_added, w.added_at,
    p.status = 'active' AND coalesce(s.status = 'approved', false) AS on_market, ${CARD}
  FROM wishlist_item w JOIN product p USING (product_id) LEFT JOIN store_copy s ON s.store_id = p.store_id
  WHERE w.user_id = $1`;
const LIST = `${SHOWN} AND w.item_id < $2 ORDER BY w.item_id DESC LIMIT $3`;
const FIND = `${SHOWN} AND w.product_id = $2`;

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

type Row = CardRow & {
  item_id: string;
  title_when_added: string;
  price_when_added_minor: bigint;
  currency_when_added: string;
  added_at: Date;
  on_market: boolean;
};

export const createWishlistRepository = (sql: Sql): WishlistRepository => ({
  async look(userId, productId) {
    const [, [row]] = await Promise.all([
      sql.query(LOCK, [userId]),
      sql.query<{ count: number; is_there: boolean }>(LOOK, [userId, productId]),
    ]);
    return { count: row!.count, isThere: row!.is_there };
  },
  async insert(userId, itemId, { productId, title, priceWhenAdded: { amountMinor, currency }, addedAt }) {
    await sql.query(INSERT, [itemId, userId, productId, title, amountMinor, currency, addedAt]);
  },
  remove: async (userId, productId) => (await sql.query(REMOVE, [userId, productId])).length === 1,
});

export const createWishlistReader = (sql: Sql): WishlistReader => ({
  async list({ userId, limit, after }) {
    const rows = await sql.query<Row>(LIST, [userId, after?.id ?? LAST, limit + 1]);
    const shown = rows.slice(0, limit);
    return { items: shown.map(toWish), next: rows.length > limit ? { key: null, id: shown.at(-1)!.item_id } : null };
  },
  async find(userId, productId) {
    const [row] = await sql.query<Row>(FIND, [userId, productId]);
    return row === undefined ? null : toWish(row);
  },
});

const toWish = (row: Row): ShownWish => ({
  productId: row.product_id,
  title: row.title_when_added,
  priceWhenAdded: money(row.price_when_added_minor, row.currency_when_added),
  addedAt: row.added_at,
  product: row.on_market ? toCard(row) : null,
});
