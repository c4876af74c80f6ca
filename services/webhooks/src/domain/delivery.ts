/** One event for one endpoint. `pending` also while its endpoint is disabled: it waits. */
export type Delivery = {
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly storeId: string;
  readonly causeId: string;
  readonly type: string;
  /** The very bytes that are signed. */
  readonly payload: string;
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  /** Attempts since it was queued or replayed. */
  readonly round: number;
  readonly lastStatusCode: number | null;
  readonly nextAttemptAt: Date;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
};

/** What came of one attempt; `error` says why there was no answer or why it did not count. */
export type Attempt = {
  readonly number: number;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly responseExcerpt: string;
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Pauses before the second, third … attempt; after the last one a delivery has failed and can be replayed. */
export const RETRY_PAUSES_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  6 * HOUR_MS,
  24 * HOUR_MS,
];
const LONGEST_PAUSE_MS = RETRY_PAUSES_MS.at(-1)!;
const GONE = 410;

type Draft = Pick<Delivery, 'deliveryId' | 'endpointId' | 'storeId' | 'causeId' | 'type' | 'payload'>;

export const newDelivery = (draft: Draft, now: Date): Delivery => ({
  ...draft,
  status: 'pending',
  attempts: 0,
  round: 0,
  lastStatusCode: null,
  nextAttemptAt: now,
  createdAt: now,
  settledAt: null,
});

export const isTaken = ({ statusCode }: Pick<Attempt, 'statusCode'>): boolean =>
  statusCode !== null && statusCode >= 200 && statusCode <= 299;

/**
 * The delivery after an attempt. A receiver may ask for a longer pause than the schedule's, never for a shorter one. The
 * late end of an attempt whose lease was over, so that another one has settled the delivery, is counted and changes nothing.
 */
export function attempted(
  delivery: Delivery,
  attempt: Pick<Attempt, 'statusCode'> & { readonly retryAfterMs?: number | null },
  now: Date,
): Delivery {
  if (delivery.status !== 'pending') return { ...delivery, attempts: delivery.attempts + 1 };
  const round = delivery.round + 1;
  const counted = { ...delivery, attempts: delivery.attempts + 1, round, lastStatusCode: attempt.statusCode };
  if (isTaken(attempt)) return { ...counted, status: 'delivered', settledAt: now };
  const pauseMs = RETRY_PAUSES_MS[round - 1];
  if (pauseMs === undefined || attempt.statusCode === GONE) return { ...counted, status: 'failed', settledAt: now };
  const waitMs = Math.min(LONGEST_PAUSE_MS, Math.max(pauseMs, attempt.retryAfterMs ?? 0));
  return { ...counted, nextAttemptAt: new Date(now.getTime() + waitMs) };
}

/** The same message once more, with all its attempts before it. */
export const replayed = (delivery: Delivery, now: Date): Delivery => ({
  ...delivery,
  status: 'pending',
  round: 0,
  nextAttemptAt: now,
  settledAt: null,
});
