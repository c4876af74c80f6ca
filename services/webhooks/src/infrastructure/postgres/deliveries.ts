import type { Sql } from '@haat/service-kit';
import type { Deliveries } from '../../application/ports/deliveries.ts';
import type { Attempt, Delivery } from '../../domain/delivery.ts';
import { toAttempt, type AttemptRow, toDelivery, type DeliveryRow } from './delivery-rows.ts';

const ADD = `INSERT INTO webhook_delivery (delivery_id, endpoint_id, store_id, cause_id, type, payload, next_attempt_at, created_at)
  SELECT d."deliveryId", d."endpointId", d."storeId", d."causeId", d.type, d.payload, d."nextAttemptAt", d."createdAt"
  FROM jsonb_to_recordset($1::jsonb) AS d ("deliveryId" uuid, "endpointId" uuid, "storeId" uuid, "causeId" uuid, type text,
    payload text, "nextAttemptAt" timestamptz, "createdAt" timestamptz)
  -- An endpoint that is being removed hears nothing more.
  JOIN webhook_endpoint e ON e.endpoint_id = d."endpointId"
  ON CONFLICT (endpoint_id, cause_id) DO NOTHING`;
const FIND = `SELECT * FROM webhook_delivery WHERE store_id = $1 AND delivery_id = $2`;
const UPDATE = `UPDATE webhook_delivery SET status = $2, attempts = $3, round = $4, last_status_code = $5,
    next_attempt_at = $6, settled_at = $7 WHERE delivery_id = $1`;
const PAGE = `SELECT * FROM webhook_delivery WHERE store_id = $1 AND ($2::uuid IS NULL OR delivery_id < $2)
  AND ($3::uuid IS NULL OR endpoint_id = $3) AND ($4::text IS NULL OR status = $4) AND ($5::text IS NULL OR type = $5)
  ORDER BY delivery_id DESC LIMIT $6`;
const ATTEMPTS = `SELECT * FROM webhook_attempt WHERE delivery_id = $1 ORDER BY number DESC LIMIT $2`;
const RECORD = `INSERT INTO webhook_attempt (delivery_id, number, started_at, duration_ms, status_code, error, response_excerpt)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`;
// One more than is replayed tells whether there are more.
const REPLAY_FAILED = `
WITH failed AS MATERIALIZED (
  SELECT delivery_id, row_number() OVER (ORDER BY delivery_id) AS place FROM webhook_delivery
  WHERE endpoint_id = $1 AND status = 'failed' AND created_at >= $2 ORDER BY delivery_id LIMIT $4 + 1
), replayed AS (
  UPDATE webhook_delivery d SET status = 'pending', round = 0, next_attempt_at = $3, settled_at = NULL
  FROM failed WHERE d.delivery_id = failed.delivery_id AND failed.place <= $4 AND d.status = 'failed' RETURNING 1
)
SELECT (SELECT count(*) FROM replayed)::int AS replayed, (SELECT count(*) > $4 FROM failed) AS more`;
const FORGET = `DELETE FROM webhook_delivery WHERE delivery_id IN (
    SELECT delivery_id FROM webhook_delivery WHERE status <> 'pending' AND settled_at < $1 ORDER BY settled_at LIMIT $2
    FOR UPDATE SKIP LOCKED
  ) RETURNING 1 AS gone`;

export function createDeliveries(sql: Sql): Deliveries {
  return {
    add: async (deliveries) => {
      await sql.query(ADD, [JSON.stringify(deliveries)]);
    },
    find: async ({ storeId, deliveryId }) => one(await sql.query<DeliveryRow>(FIND, [storeId, deliveryId])),
    update: async ({ storeId, deliveryId }, decide) => {
      const current = one(await sql.query<DeliveryRow>(`${FIND} FOR UPDATE`, [storeId, deliveryId]));
      if (current === null) return null;
      const next = decide(current);
      const { status, attempts, round, lastStatusCode, nextAttemptAt, settledAt } = next;
      await sql.query(UPDATE, [deliveryId, status, attempts, round, lastStatusCode, nextAttemptAt, settledAt]);
      return next;
    },
    page: async (storeId, { before, limit, endpointId = null, status = null, type = null }) =>
      (await sql.query<DeliveryRow>(PAGE, [storeId, before, endpointId, status, type, limit])).map(toDelivery),
    attemptsOf: async (deliveryId, limit) =>
      (await sql.query<AttemptRow>(ATTEMPTS, [deliveryId, limit])).map(toAttempt),
    record: async (deliveryId, attempt: Attempt) => {
      const { number, startedAt, durationMs, statusCode, error, responseExcerpt } = attempt;
      await sql.query(RECORD, [deliveryId, number, startedAt, durationMs, statusCode, error, responseExcerpt]);
    },
    replayFailed: async (endpointId, { since, now, limit }) => {
      const rows = await sql.query<{ replayed: number; more: boolean }>(REPLAY_FAILED, [endpointId, since, now, limit]);
      return rows[0]!;
    },
    forgetSettledBefore: async ({ before, count }) => (await sql.query(FORGET, [before, count])).length,
  };
}

const one = ([row]: DeliveryRow[]): Delivery | null => (row === undefined ? null : toDelivery(row));
