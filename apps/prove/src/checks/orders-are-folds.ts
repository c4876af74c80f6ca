import {
  canMove,
  evolve,
  fromStoredJson,
  type Order,
  type RecordedOrderEvent,
  toStoredJson,
} from '@haat/ordering/domain';
import type { Check } from '../check.ts';
import { checkStreams, type EventRow, eventRows, type StoredRow } from '../recorded-stream.ts';

const STORED = `SELECT order_id AS id, version, jsonb_build_object('state', state, 'status', status, 'checkoutId', checkout_id,
    'storeId', store_id, 'owner', owner, 'orderNumber', order_number) AS state
  FROM customer_order ORDER BY order_id`;

export const ordersAreFolds: Check = {
  name: 'each order is the fold of its events, whose versions have no gaps and whose steps are allowed',
  property: 'history',
  mayBeInFlight: false,
  run: ({ ordering }, report) =>
    checkStreams(
      {
        events: eventRows(ordering, 'order_event', 'order_id'),
        stored: ordering.stream<StoredRow>(STORED),
        fold: foldOrder,
      },
      report,
    ),
};

/** The order with what stands beside it in columns of their own. */
function foldOrder(rows: readonly EventRow[]): unknown {
  let order: Order | null = null;
  for (const { type, data, version, occurred_at, actor } of rows) {
    const next: Order = evolve(order, {
      type,
      data: fromStoredJson(data),
      version,
      occurredAt: occurred_at,
      actor,
    } as RecordedOrderEvent);
    if (order !== null && order.status !== next.status && !canMove(order.status, next.status)) {
      throw new Error(`event ${version} moves it from ${order.status} to ${next.status}`);
    }
    order = next;
  }
  const { status, checkoutId, storeId, owner, orderNumber } = order!;
  return { state: JSON.parse(toStoredJson(order)) as unknown, status, checkoutId, storeId, owner, orderNumber };
}
