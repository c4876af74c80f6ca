import type { Check } from '../check.ts';

/** How long the saga may take beyond what the buyer had to pay, and between payment and confirmation. */
const GRACE_MS = 60_000;
const PLACED = `SELECT o.order_id, o.order_number, c.expires_at AS since FROM customer_order o LEFT JOIN checkout c USING (checkout_id)
  WHERE o.status = 'placed' AND (c.expires_at IS NULL OR c.expires_at < $1) LIMIT 1000`;
const PAID = `SELECT order_id, order_number, updated_at AS since FROM customer_order WHERE status = 'paid' AND updated_at < $1 LIMIT 1000`;
const COUNT = 'SELECT count(*)::int AS orders FROM customer_order';

type Row = { order_id: string; order_number: string; since: Date | null };

export const ordersDoNotGetStuck: Check = {
  name: 'no order waits for its payment or its goods beyond its time',
  property: 'orders',
  mayBeInFlight: true,
  async run({ ordering, now }, report) {
    const latest = new Date(now.getTime() - GRACE_MS);
    for (const { order_id, order_number, since } of await ordering.rows<Row>(PLACED, [latest])) {
      report({
        id: order_id,
        problem: `order ${order_number} is still placed, its time to pay ended ${since?.toISOString() ?? 'never, for it has no checkout'}`,
      });
    }
    for (const { order_id, order_number, since } of await ordering.rows<Row>(PAID, [latest])) {
      report({
        id: order_id,
        problem: `order ${order_number} is paid since ${since!.toISOString()} and neither confirmed nor cancelled`,
      });
    }
    return (await ordering.rows<{ orders: number }>(COUNT))[0]!.orders;
  },
};
