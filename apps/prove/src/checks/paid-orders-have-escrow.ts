import type { Check } from '../check.ts';
import { sideBySide } from '../database/merge.ts';

const PAID = `SELECT o.order_id, o.order_number, o.store_id, o.checkout_id, (o.state #>> '{totals,total,amountMinor}')::bigint AS total,
    (SELECT sum((l #>> '{itemsTotal,amountMinor}')::bigint + (l #>> '{shipping,amountMinor}')::bigint + (l #>> '{tax,amountMinor}')::bigint)::bigint
       FROM jsonb_array_elements(o.state -> 'lines') l) AS of_lines, o.state ->> 'paymentId' AS payment_id
  FROM customer_order o WHERE o.state ->> 'paymentId' IS NOT NULL ORDER BY o.order_id`;
const ESCROWS = `SELECT order_id, store_id, payment_id, terms ->> 'checkoutId' AS checkout_id, (terms ->> 'lockedMinor')::bigint AS locked,
    status FROM escrow ORDER BY order_id`;

type Paid = {
  order_id: string;
  order_number: string;
  store_id: string;
  checkout_id: string;
  total: bigint;
  of_lines: bigint;
  payment_id: string;
};
type Locked = {
  order_id: string;
  store_id: string;
  payment_id: string;
  checkout_id: string;
  locked: bigint;
  status: string;
};

export const paidOrdersHaveEscrow: Check = {
  name: "each paid order's total is the sum of its lines and was locked in one escrow by one payment",
  property: 'money',
  mayBeInFlight: true,
  async run({ ordering, payments }, report) {
    let checked = 0;
    const keys = { left: (row: Paid) => row.order_id, right: (row: Locked) => row.order_id };
    for await (const { key, left, right } of sideBySide(
      ordering.stream<Paid>(PAID),
      payments.stream<Locked>(ESCROWS),
      keys,
    )) {
      checked += 1;
      if (right === null) {
        // What promotions made free has nothing to lock.
        if (left!.total !== 0n || left!.of_lines !== 0n)
          report({ id: key, problem: `order ${left!.order_number} is paid but nothing was locked for it` });
      }
      // Money that came after the order was cancelled is locked and given back at once.
      else if (left === null) {
        if (right.status !== 'refunded')
          report({ id: key, problem: `${right.locked} is locked for an order that is not paid` });
      } else for (const problem of problemsOf(left, right)) report({ id: key, problem });
    }
    return checked;
  },
};

function* problemsOf(order: Paid, escrow: Locked): Generator<string> {
  if (order.total !== order.of_lines) yield `its total is ${order.total}, its lines add up to ${order.of_lines}`;
  if (order.total !== escrow.locked) yield `its total is ${order.total}, ${escrow.locked} was locked`;
  if (order.store_id !== escrow.store_id)
    yield `it belongs to store ${order.store_id}, its escrow to ${escrow.store_id}`;
  if (order.payment_id !== escrow.payment_id)
    yield `it was paid by ${order.payment_id}, its escrow by ${escrow.payment_id}`;
  if (order.checkout_id !== escrow.checkout_id)
    yield `it is of checkout ${order.checkout_id}, its escrow of ${escrow.checkout_id}`;
}
