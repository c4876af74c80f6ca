import type { Transaction } from '@haat/service-kit';
import type { CartRepository } from '../../application/ports/cart-repository.ts';
import { type Cart, CartNotFound } from '../../domain/index.ts';
import { CART_COLUMNS, type CartLineRow, type CartRow, LINE_COLUMNS, lineColumns, toCart } from './cart-row.ts';

const LOCK = `SELECT ${CART_COLUMNS} FROM cart WHERE cart_id = ANY($1::uuid[]) ORDER BY cart_id FOR UPDATE`;
const LINES = `SELECT ${LINE_COLUMNS} FROM cart_line WHERE cart_id = ANY($1::uuid[]) ORDER BY cart_id, position`;

const LINE_ARRAYS = `unnest($10::uuid[], $11::int[], $12::uuid[], $13::uuid[], $14::text[], $15::text[], $16::int[], $17::bigint[], $18::text[])`;
const INSERT_LINES = `
  INSERT INTO cart_line (cart_id, variant_id, position, product_id, store_id, sku, title, quantity, unit_price_minor, currency)
  SELECT $1, l.* FROM ${LINE_ARRAYS} AS l`;

const ADD = `
  WITH added AS (
    INSERT INTO cart (cart_id, checkout_id, owner, status, version, changed_at, expires_at, currency, coupons)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ) ${INSERT_LINES}`;

const SAVE = `
  WITH saved AS (
    UPDATE cart SET checkout_id = $2, owner = $3, status = $4, version = $5, changed_at = $6, expires_at = $7,
      currency = $8, coupons = $9
    WHERE cart_id = $1
  ), removed AS (
    DELETE FROM cart_line WHERE cart_id = $1 AND variant_id <> ALL($10::uuid[])
  ) ${INSERT_LINES}
  ON CONFLICT (cart_id, variant_id) DO UPDATE SET position = excluded.position, sku = excluded.sku, title = excluded.title,
    quantity = excluded.quantity, unit_price_minor = excluded.unit_price_minor, currency = excluded.currency`;

/** See {@link CartRepository}. */
export function createCartRepository(tx: Transaction): CartRepository {
  const save = (cart: Cart) => tx.query(SAVE, columnsOf(cart));
  return {
    async add(cart) {
      await tx.query(ADD, columnsOf(cart));
    },
    async update(cartId, decide) {
      const [cart] = await lock(tx, [cartId]);
      if (cart === undefined) throw new CartNotFound();
      const next = decide(cart);
      if (next !== cart) await save(next);
      return next;
    },
    async updatePair([firstId, secondId], decide) {
      const carts = await lock(tx, [firstId, secondId]);
      const first = carts.find((cart) => cart.cartId === firstId);
      const second = carts.find((cart) => cart.cartId === secondId);
      if (first === undefined) throw new CartNotFound('guestCartId');
      if (second === undefined) throw new CartNotFound('intoCartId');
      const next = decide(first, second);
      await Promise.all(next.map(save));
      return next;
    },
  };
}

/** The lines are read by a statement of their own, which begins after the lock is held and so sees what others wrote. */
async function lock(tx: Transaction, cartIds: readonly string[]): Promise<Cart[]> {
  const [rows, lines] = await Promise.all([
    tx.query<CartRow>(LOCK, [cartIds]),
    tx.query<CartLineRow>(LINES, [cartIds]),
  ]);
  return rows.map((row) => toCart(row, lines));
}

const columnsOf = (cart: Cart): unknown[] => [
  ...[cart.cartId, cart.checkoutId, cart.owner, cart.status, cart.version, cart.changedAt, cart.expiresAt],
  ...[cart.currency, JSON.stringify(cart.coupons)],
  ...lineColumns(cart.lines),
];
