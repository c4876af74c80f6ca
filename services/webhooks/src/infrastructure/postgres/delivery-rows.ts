import type { Attempt, Delivery } from '../../domain/delivery.ts';

export type DeliveryRow = {
  delivery_id: string;
  endpoint_id: string;
  store_id: string;
  cause_id: string;
  type: string;
  payload: string;
  status: Delivery['status'];
  attempts: number;
  round: number;
  last_status_code: number | null;
  next_attempt_at: Date;
  created_at: Date;
  settled_at: Date | null;
};

export type AttemptRow = {
  number: number;
  started_at: Date;
  duration_ms: number;
  status_code: number | null;
  error: string | null;
  response_excerpt: string;
};

export const toDelivery = (row: DeliveryRow): Delivery => ({
  deliveryId: row.delivery_id,
  endpointId: row.endpoint_id,
  storeId: row.store_id,
  causeId: row.cause_id,
  type: row.type,
  payload: row.payload,
  status: row.status,
  attempts: row.attempts,
  round: row.round,
  lastStatusCode: row.last_status_code,
  nextAttemptAt: row.next_attempt_at,
  createdAt: row.created_at,
  settledAt: row.settled_at,
});

export const toAttempt = (row: AttemptRow): Attempt => ({
  number: row.number,
  startedAt: row.started_at,
  durationMs: row.duration_ms,
  statusCode: row.status_code,
  error: row.error,
  responseExcerpt: row.response_excerpt,
});
