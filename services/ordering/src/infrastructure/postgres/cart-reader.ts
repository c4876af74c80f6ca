import type { Sql } from '@haat/service-kit';
import type { CartReader } from '../../application/ports/cart-reader.ts';
import type { Cart } from '../../domain/index.ts';
import { CART_COLUMNS, type CartLineRow, type CartRow, toCart } from './cart-row.ts';

/** One statement and so one moment: a cart and its lines always belong together. */
const WITH_LINES = `
  SELECT ${CART_COLUMNS}, coalesce((
    SELECT json_agg(json_build_object('cart_id', l.cart_id, 'variant_id', l.variant_id, 'product_id', l.product_id,
      'store_id', store_id, 'sku', l.sku, 'title', l.title, 'quantity', l.quantity,
      'unit_price_minor', l.unit_price_minor::text, 'currency', l.currency, 'store_name', s.name) ORDER BY l.position)
    FROM cart_line l LEFT JOIN store_copy s USING (store_id) WHERE l.cart_id = cart.cart_id), '[]'::json) AS lines
  FROM cart`;

const FIND = `${WITH_LINES} WHERE cart_id = $1`;
const FIND_OPEN = `${WITH_LINES} WHERE owner = $1 AND status = 'open' AND expires_at > $2 ORDER BY changed_at DESC LIMIT 1`;

type JsonLine = Omit<CartLineRow, 'unit_price_minor'> & {
  readonly unit_price_minor: string;
  readonly store_name: string | null;
};
type Found = CartRow & { readonly lines: readonly JsonLine[] };

/** See {@link CartReader}. */
export const createCartReader = (sql: Sql): CartReader => ({
  find: async (cartId) => toFound(await sql.query<Found>(FIND, [cartId])),
  async findWithStoreNames(cartId) {
    const found = await sql.query<Found>(FIND, [cartId]);
    const cart = toFound(found);
    if (cart === null) return null;
    const named = found[0]!.lines.flatMap((line) =>
      line.store_name === null ? [] : [[line.store_id, line.store_name] as const],
    );
    return { cart, storeNames: new Map(named) };
  },
  findOpenOf: async (owner, now) => toFound(await sql.query<Found>(FIND_OPEN, [owner, now])),
});

function toFound([row]: readonly Found[]): Cart | null {
  if (row === undefined) return null;
  return toCart(
    row,
    row.lines.map((line) => ({ ...line, unit_price_minor: BigInt(line.unit_price_minor) })),
  );
}
