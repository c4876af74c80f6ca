import { ERASED_EMAIL, type Transaction } from '@haat/service-kit';

const REMEMBER = `INSERT INTO erased_owner (owner, erased_at) VALUES ($1, $2) ON CONFLICT DO NOTHING`;
// Locked first and in order, so that no change of an order comes between its history and its state.
const LOCK = `SELECT order_id FROM customer_order WHERE owner = $1 ORDER BY order_id FOR UPDATE`;
const REDACT_EVENTS = `UPDATE order_event SET data = redacted_order_event(type, data)
  WHERE order_id = ANY ($1::uuid[]) AND data IS DISTINCT FROM redacted_order_event(type, data)`;
const REDACT_STATES = `UPDATE customer_order SET state = redacted_order_state(state) WHERE order_id = ANY ($1::uuid[])`;
const REDACT_CHECKOUTS = `UPDATE checkout SET email = $2 WHERE owner = $1`;
const EMPTY_CARTS = `DELETE FROM cart_line WHERE cart_id IN (SELECT cart_id FROM cart WHERE owner = $1 AND status = 'open')`;

/** Replaces what is personal in the orders of somebody who is gone; the database refuses any other change of history. */
export async function redactOrdersOf(tx: Transaction, owner: string, erasedAt: string): Promise<void> {
  await tx.query(REMEMBER, [owner, erasedAt]);
  const orders = (await tx.query<{ order_id: string }>(LOCK, [owner])).map((row) => row.order_id);
  await tx.query(REDACT_EVENTS, [orders]);
  await tx.query(REDACT_STATES, [orders]);
  await tx.query(REDACT_CHECKOUTS, [owner, ERASED_EMAIL]);
  await tx.query(EMPTY_CARTS, [owner]);
}
