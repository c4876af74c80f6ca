import type { Money } from '@haat/domain';
import type { Sql } from '@haat/service-kit';
import type { OrderPageWish, OrderReader, OrderSummary } from '../../application/ports/order-reader.ts';
import { fromStoredJson, type Order, type OrderStatus, type RecordedOrderEvent } from '../../domain/index.ts';

const FIND = `SELECT state FROM customer_order WHERE order_id = $1`;
const EVENTS = `SELECT version, type, data, occurred_at, actor FROM order_event WHERE order_id = $1 ORDER BY version`;

export const SUMMARY_COLUMNS = `order_id, order_number, checkout_id, store_id, state ->> 'storeName' AS store_name, status, placed_at,
  updated_at, state #> '{totals,total}' AS total`;

export type SummaryRow = {
  readonly order_id: string;
  readonly order_number: string;
  readonly checkout_id: string;
  readonly store_id: string;
  readonly store_name: string;
  readonly status: OrderStatus;
  readonly placed_at: Date;
  readonly updated_at: Date;
  readonly total: unknown;
};

type EventRow = Pick<RecordedOrderEvent, 'version' | 'type' | 'actor'> & {
  readonly data: unknown;
  readonly occurred_at: Date;
};

/** See {@link OrderReader}. */
export const createOrderReader = (sql: Sql): OrderReader => ({
  async find(orderId) {
    const [row] = await sql.query<{ state: unknown }>(FIND, [orderId]);
    return row === undefined ? null : fromStoredJson<Order>(row.state);
  },
  async eventsOf(orderId) {
    return (await sql.query<EventRow>(EVENTS, [orderId])).map(toEvent);
  },
  async page(wish) {
    const { text, params } = pageQuery(wish);
    return (await sql.query<SummaryRow>(text, params)).map(toSummary);
  },
});

function pageQuery({ of, status, limit, after }: OrderPageWish) {
  const [column, value] = 'owner' in of ? ['owner', of.owner] : ['store_id', of.storeId];
  const beyond = after === null ? '' : 'AND (placed_at, order_id) < ($4::timestamptz, $5::uuid)';
  const text = `SELECT ${SUMMARY_COLUMNS} FROM customer_order
    WHERE ${column} = $1 AND ($2::text IS NULL OR status = $2) ${beyond}
    ORDER BY placed_at DESC, order_id DESC LIMIT $3`;
  const params = [value, status ?? null, limit, ...(after === null ? [] : [after.placedAt, after.orderId])];
  return { text, params };
}

const toEvent = ({ occurred_at, data, ...row }: EventRow): RecordedOrderEvent =>
  ({ ...row, data: fromStoredJson(data), occurredAt: occurred_at }) as RecordedOrderEvent;

export const toSummary = (row: SummaryRow): OrderSummary => ({
  orderId: row.order_id,
  orderNumber: row.order_number,
  checkoutId: row.checkout_id,
  storeId: row.store_id,
  storeName: row.store_name,
  status: row.status,
  placedAt: row.placed_at,
  updatedAt: row.updated_at,
  total: fromStoredJson<Money>(row.total),
});
