import type { Sql } from '@haat/service-kit';
import type { DeliveryQueue, DueDelivery } from '../../application/ports/deliveries.ts';

const NEXT_DUE = `SELECT min(d.next_attempt_at) AS at FROM webhook_endpoint e
  CROSS JOIN LATERAL (SELECT next_attempt_at FROM webhook_delivery
    WHERE endpoint_id = e.endpoint_id AND status = 'pending' ORDER BY next_attempt_at LIMIT 1) d
  WHERE e.status = 'enabled' AND e.endpoint_id <> ALL ($1::uuid[])`;
// A few of each endpoint, so that one with a long queue leaves room for others. Rows that another worker claims are skipped.
const CLAIM = `
WITH due AS (
  SELECT d.delivery_id FROM webhook_endpoint e
  CROSS JOIN LATERAL (SELECT delivery_id, next_attempt_at FROM webhook_delivery
    WHERE endpoint_id = e.endpoint_id AND status = 'pending' AND next_attempt_at <= $1
    ORDER BY next_attempt_at LIMIT $4 FOR UPDATE SKIP LOCKED) d
  WHERE e.status = 'enabled' AND e.endpoint_id <> ALL ($5::uuid[])
  ORDER BY d.next_attempt_at LIMIT $3
)
UPDATE webhook_delivery d SET next_attempt_at = $2 FROM due WHERE d.delivery_id = due.delivery_id
RETURNING d.delivery_id, d.endpoint_id, d.store_id, d.attempts`;
const OLDEST_SETTLED = `SELECT settled_at AS at FROM webhook_delivery WHERE status <> 'pending' ORDER BY settled_at LIMIT 1`;

type Row = { delivery_id: string; endpoint_id: string; store_id: string; attempts: number };

export function createDeliveryQueue(sql: Sql): DeliveryQueue {
  const instant = async (query: string, values: readonly unknown[]) =>
    (await sql.query<{ at: Date | null }>(query, values))[0]?.at ?? null;
  return {
    nextDueAt: (busy) => instant(NEXT_DUE, [busy]),
    claimDue: async ({ now, leaseEnd, limit, perEndpoint, busy }) =>
      (await sql.query<Row>(CLAIM, [now, leaseEnd, limit, perEndpoint, busy])).map(toDue),
    oldestSettledAt: () => instant(OLDEST_SETTLED, []),
  };
}

const toDue = (row: Row): DueDelivery => ({
  deliveryId: row.delivery_id,
  endpointId: row.endpoint_id,
  storeId: row.store_id,
  attemptsMade: row.attempts,
});
