import { PERSONAL_DATA_PAGE } from '@haat/contracts';
import { createPersonalData, type PersonalDataSource, type Sql } from '@haat/service-kit';

/** What ordering keeps of people. */
const PERSONAL_DATA: readonly PersonalDataSource[] = [
  {
    kind: 'cart',
    statement: `SELECT cart_id::text AS position, jsonb_build_object('cartId', cart_id, 'status', status,
        'changedAt', changed_at, 'lines', (SELECT COALESCE(jsonb_agg(jsonb_build_object('variantId', variant_id,
          'title', title, 'sku', sku, 'quantity', quantity, 'unitPriceMinor', unit_price_minor::text,
          'currency', currency) ORDER BY l.position), '[]') FROM cart_line l WHERE l.cart_id = cart.cart_id)) AS data
      FROM cart WHERE owner = $1 AND ($2::text IS NULL OR cart_id > $2::uuid) ORDER BY cart_id LIMIT $3`,
  },
  {
    kind: 'checkout',
    statement: `SELECT checkout_id::text AS position, jsonb_build_object('checkoutId', checkout_id, 'email', email,
        'totalMinor', total_minor::text, 'currency', currency, 'placedAt', placed_at) AS data
      FROM checkout WHERE owner = $1 AND ($2::text IS NULL OR checkout_id > $2::uuid) ORDER BY checkout_id LIMIT $3`,
  },
  {
    kind: 'order',
    statement: `SELECT order_id::text AS position, state || jsonb_build_object('history',
        (SELECT jsonb_agg(jsonb_build_object('type', type, 'at', occurred_at) ORDER BY e.version)
          FROM order_event e WHERE e.order_id = o.order_id)) AS data
      FROM customer_order o WHERE owner = $1 AND ($2::text IS NULL OR order_id > $2::uuid) ORDER BY order_id LIMIT $3`,
  },
];

const OPEN_ORDERS = `SELECT count(*)::int AS open FROM customer_order WHERE owner = $1 AND (
  status NOT IN ('delivered', 'cancelled', 'returned')
  OR jsonb_path_exists(state, '$.returns[*] ? (@.status == "requested")')
  OR jsonb_path_exists(state, '$.disputes[*] ? (@.decision == null)'))`;

/** Orders that still need their buyer. */
async function countOpenOrders(sql: Sql, owner: string): Promise<number> {
  return (await sql.query<{ open: number }>(OPEN_ORDERS, [owner]))[0]!.open;
}

/** What a person who wants to know, or to go, has other contexts ask: plain reading, without use cases. */
export const createPrivacyReads = (sql: Sql) => ({
  personalDataOf: createPersonalData(sql, PERSONAL_DATA, PERSONAL_DATA_PAGE),
  openOrdersOf: async ({ input }: { readonly input: { readonly userId: string } }) => ({
    openOrders: await countOpenOrders(sql, `user:${input.userId}`),
  }),
});
