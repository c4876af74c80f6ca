import type { Check } from '../check.ts';
import { sideBySide } from '../database/merge.ts';

const CHECKOUTS = `SELECT c.checkout_id, c.total_minor AS total, c.currency,
    (SELECT coalesce(sum((o.state #>> '{totals,total,amountMinor}')::bigint), 0)::bigint FROM customer_order o WHERE o.checkout_id = c.checkout_id) AS of_orders,
    (SELECT array_agg(o.order_id::text ORDER BY o.order_id) FROM customer_order o WHERE o.checkout_id = c.checkout_id) AS orders,
    EXISTS (SELECT FROM customer_order o WHERE o.checkout_id = c.checkout_id AND o.state ->> 'paymentId' IS NOT NULL) AS is_paid
  FROM checkout c ORDER BY c.checkout_id`;
const PAYMENTS = `SELECT p.checkout_id, p.status, (p.terms ->> 'totalMinor')::bigint AS total, p.terms ->> 'currency' AS currency,
    (SELECT sum((t ->> 'amountMinor')::bigint)::bigint FROM jsonb_array_elements(p.terms -> 'tenders') t) AS of_tenders,
    (SELECT array_agg(o ->> 'orderId' ORDER BY o ->> 'orderId') FROM jsonb_array_elements(p.terms -> 'orders') o) AS orders
  FROM payment p ORDER BY p.checkout_id`;
const ORPHANS = `SELECT order_id, order_number FROM customer_order o WHERE NOT EXISTS (SELECT FROM checkout c WHERE c.checkout_id = o.checkout_id) LIMIT 100`;

type CheckoutRow = {
  checkout_id: string;
  total: bigint;
  currency: string;
  of_orders: bigint;
  orders: string[] | null;
  is_paid: boolean;
};
type PaymentRow = {
  checkout_id: string;
  status: string;
  total: bigint;
  currency: string;
  of_tenders: bigint;
  orders: string[] | null;
};

export const checkoutsHaveOrdersAndPayment: Check = {
  name: 'each accepted checkout has its orders and one payment of the same amount; paid ones a completed one',
  property: 'orders',
  mayBeInFlight: true,
  async run({ ordering, payments }, report) {
    let checked = 0;
    for (const { order_id, order_number } of await ordering.rows<{ order_id: string; order_number: string }>(ORPHANS)) {
      report({ id: order_id, problem: `order ${order_number} has no checkout` });
    }
    const keys = { left: (row: CheckoutRow) => row.checkout_id, right: (row: PaymentRow) => row.checkout_id };
    for await (const { key, left, right } of sideBySide(
      ordering.stream<CheckoutRow>(CHECKOUTS),
      payments.stream<PaymentRow>(PAYMENTS),
      keys,
    )) {
      checked += 1;
      if (left === null) report({ id: key, problem: 'a payment names a checkout that is not there' });
      else for (const problem of problemsOf(left, right)) report({ id: key, problem });
    }
    return checked;
  },
};

function* problemsOf(checkout: CheckoutRow, payment: PaymentRow | null): Generator<string> {
  if (checkout.orders === null) yield 'the checkout has no orders';
  else if (checkout.total !== checkout.of_orders)
    yield `the checkout is of ${checkout.total}, its orders of ${checkout.of_orders}`;
  if (payment === null) return yield 'the checkout has no payment';
  if (payment.total !== checkout.total || payment.currency !== checkout.currency)
    yield `the checkout is of ${checkout.total} ${checkout.currency}, its payment of ${payment.total} ${payment.currency}`;
  if (payment.of_tenders !== payment.total)
    yield `the payment is of ${payment.total}, its tenders of ${payment.of_tenders}`;
  if (payment.orders?.join() !== checkout.orders?.join()) yield 'the payment is for other orders than the checkout has';
  if (checkout.is_paid && payment.status !== 'completed') yield `its orders are paid, its payment is ${payment.status}`;
}
