import type { Sql } from '@haat/service-kit';
import type { ProviderCallQueue, QueuedCall } from '../../application/ports/provider-call-queue.ts';
import type { ProviderCalls } from '../../application/ports/stores.ts';
import type { ProviderCall } from '../../domain/money/provider-call.ts';
import { decodeData, encodeData } from '../../domain/recorded-data.ts';

/** A call belongs for so long to the process that decided or claimed it; then anybody may make it. */
export const LEASE_MS = 5_000;

const ENQUEUE = `INSERT INTO provider_call (kind, key, payment_id, request, due_at)
  SELECT kind, key, payment_id, request, $2 FROM json_to_recordset($1::json)
    AS given (kind text, key uuid, payment_id uuid, request jsonb)
  ON CONFLICT (kind, key) DO NOTHING`;
const ABANDON = `DELETE FROM provider_call WHERE kind = 'charge' AND payment_id = ANY ($1::uuid[])`;
const FINISH = `DELETE FROM provider_call WHERE kind = $1 AND key = ANY ($2::uuid[])`;
const CLAIM = `UPDATE provider_call SET due_at = $1::timestamptz + $3 * interval '1 millisecond', attempts = attempts + 1
  WHERE (kind, key) IN (SELECT kind, key FROM provider_call WHERE due_at <= $1 ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING kind, key, payment_id, request, attempts`;
const NEXT = `SELECT min(due_at) AS due_at FROM provider_call`;
const POSTPONE = `UPDATE provider_call SET due_at = $3, last_error = $4 WHERE kind = $1 AND key = $2`;

/** New calls are handed over in memory after the commit; the row is there for the case that this process dies. */
export const enqueueCalls = (sql: Sql, calls: readonly ProviderCall[], now: Date): Promise<unknown> => {
  const rows = calls.map(({ kind, key, paymentId, request }) => ({ kind, key, payment_id: paymentId, request }));
  return sql.query(ENQUEUE, [encodeData(rows), new Date(now.getTime() + LEASE_MS)]);
};

const FINISH_MIXED = `DELETE FROM provider_call c USING unnest($1::text[], $2::uuid[]) AS done (kind, key)
  WHERE c.kind = done.kind AND c.key = done.key`;

/** Forgets answered calls of any kind in one statement; the answer fits the kit's group commit. */
export async function finishCalls(sql: Sql, calls: readonly ProviderCall[]): Promise<undefined[]> {
  await sql.query(FINISH_MIXED, [calls.map((call) => call.kind), calls.map((call) => call.key)]);
  return calls.map(() => undefined);
}

export const abandonCharges = (sql: Sql, paymentIds: readonly string[]): Promise<unknown> =>
  sql.query(ABANDON, [paymentIds]);

export const providerCalls = (sql: Sql): ProviderCalls => ({
  finish: async (kind, keys) => {
    await sql.query(FINISH, [kind, keys]);
  },
});

type CallRow = { kind: string; key: string; payment_id: string | null; request: unknown; attempts: number };

/** @param finish is told of answered calls; it may collect several into one statement */
export const providerCallQueue = (sql: Sql, finish: (call: ProviderCall) => Promise<unknown>): ProviderCallQueue => ({
  claimDue: async (now, limit) => (await sql.query<CallRow>(CLAIM, [now, limit, LEASE_MS])).map(toQueued),
  nextDueAt: async () => (await sql.query<{ due_at: Date | null }>(NEXT))[0]?.due_at ?? null,
  finish: async (call) => {
    await finish(call);
  },
  postpone: async ({ kind, key }, until, error) => {
    await sql.query(POSTPONE, [kind, key, until, error]);
  },
});

const toQueued = ({ kind, key, payment_id, request, attempts }: CallRow): QueuedCall => ({
  call: { kind, key, paymentId: payment_id, request: decodeData(request) } as ProviderCall,
  attempts,
});
