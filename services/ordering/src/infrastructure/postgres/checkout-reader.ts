import { money } from '@haat/domain';
import type { Sql } from '@haat/service-kit';
import type { CheckoutReader } from '../../application/ports/checkout-reader.ts';
import type { Checkout } from '../../domain/index.ts';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from './order-reader.ts';

const CHECKOUT = `SELECT checkout_id, cart_id, owner, email, total_minor, currency, placed_at, expires_at FROM checkout WHERE checkout_id = $1`;
const ORDERS = `SELECT ${SUMMARY_COLUMNS} FROM customer_order WHERE checkout_id = $1 ORDER BY order_id`;

type CheckoutRow = {
  readonly checkout_id: string;
  readonly cart_id: string;
  readonly owner: string;
  readonly email: string;
  readonly total_minor: bigint;
  readonly currency: string;
  readonly placed_at: Date;
  readonly expires_at: Date;
};

/** See {@link CheckoutReader}. */
export const createCheckoutReader = (sql: Sql): CheckoutReader => ({
  async find(checkoutId) {
    const [rows, orders] = await Promise.all([
      sql.query<CheckoutRow>(CHECKOUT, [checkoutId]),
      sql.query<SummaryRow>(ORDERS, [checkoutId]),
    ]);
    const [row] = rows;
    return row === undefined ? null : { checkout: toCheckout(row), orders: orders.map(toSummary) };
  },
});

const toCheckout = (row: CheckoutRow): Checkout => ({
  checkoutId: row.checkout_id,
  cartId: row.cart_id,
  owner: row.owner,
  email: row.email,
  total: money(row.total_minor, row.currency),
  placedAt: row.placed_at,
  expiresAt: row.expires_at,
});
