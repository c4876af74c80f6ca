import type { Check } from '../check.ts';
import { sideBySide } from '../database/merge.ts';

const ORDERS = `SELECT order_id, order_number, status FROM customer_order WHERE state ->> 'paymentId' IS NOT NULL ORDER BY order_id`;
const ESCROWS = `SELECT order_id, status, EXISTS (SELECT 1 FROM dispute d WHERE d.order_id = escrow.order_id AND d.status <> 'open') AS is_decided
  FROM escrow ORDER BY order_id`;

type Row = { order_id: string; status: string };
/** A decided dispute releases what is left wherever the parcel is. */
type EscrowRow = Row & { is_decided: boolean };

/** What may have become of the money of an order in each status, once nothing is under way. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  paid: ['held', 'frozen', 'refunded'],
  confirmed: ['held', 'frozen', 'refunded'],
  processing: ['held', 'frozen', 'refunded'],
  shipped: ['held', 'frozen', 'refunded'],
  delivered: ['released', 'frozen', 'refunded'],
  cancelled: ['refunded'],
  returned: ['refunded', 'released'],
};

export const escrowFollowsOrder: Check = {
  name: "each order's money is where its status says: held, released or given back",
  property: 'money',
  mayBeInFlight: true,
  async run({ ordering, payments }, report) {
    let checked = 0;
    const keys = {
      left: (row: Row & { order_number: string }) => row.order_id,
      right: (row: EscrowRow) => row.order_id,
    };
    for await (const { key, left, right } of sideBySide(
      ordering.stream<Row & { order_number: string }>(ORDERS),
      payments.stream<EscrowRow>(ESCROWS),
      keys,
    )) {
      if (left === null || right === null) continue;
      checked += 1;
      if (ALLOWED[left.status]?.includes(right.status) === true) continue;
      if (right.status === 'released' && right.is_decided) continue;
      report({ id: key, problem: `order ${left.order_number} is ${left.status}, its money is ${right.status}` });
    }
    return checked;
  },
};
