import type { Sql } from '@haat/service-kit';
import { type Order, type RecordedOrderEvent, toStoredJson } from '../../domain/index.ts';

export type OrderChange = {
  readonly before: Order;
  readonly after: Order;
  readonly events: readonly RecordedOrderEvent[];
};

const APPEND_AND_STORE = `
  WITH appended AS (
    INSERT INTO order_event (order_id, version, type, data, occurred_at, actor)
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::text[])
  )
  UPDATE customer_order o
  SET state = o.state || change.patch, status = change.status, version = change.version, updated_at = change.updated_at
  FROM unnest($7::uuid[], $8::jsonb[], $9::text[], $10::int[], $11::timestamptz[])
    AS change (order_id, patch, status, version, updated_at)
  WHERE o.order_id = change.order_id`;

/** Appends the events of many orders and stores their new folds in one statement; the orders must be locked. */
export async function appendToStreams(sql: Sql, changes: readonly OrderChange[]): Promise<void> {
  const events = changes.flatMap(({ after, events: own }) => own.map((event) => ({ orderId: after.orderId, event })));
  await sql.query(APPEND_AND_STORE, [
    events.map(({ orderId }) => orderId),
    events.map(({ event }) => event.version),
    events.map(({ event }) => event.type),
    events.map(({ event }) => toStoredJson(event.data)),
    events.map(({ event }) => event.occurredAt),
    events.map(({ event }) => event.actor),
    changes.map(({ after }) => after.orderId),
    changes.map(patchOf),
    changes.map(({ after }) => after.status),
    changes.map(({ after }) => after.version),
    changes.map(({ after }) => after.updatedAt),
  ]);
}

/** Only the parts that changed are sent: evolving keeps the identity of the others. */
function patchOf({ before, after }: OrderChange): string {
  const changed = Object.entries(after).filter(([key, value]) => before[key as keyof Order] !== value);
  return toStoredJson(Object.fromEntries(changed));
}
