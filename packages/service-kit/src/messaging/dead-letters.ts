import type { IntegrationEvent } from '@haat/contracts';
import type { Database, Sql } from '../database/database.ts';
import type { StoredEnvelope } from './integration-event.ts';
import { messagingMetrics } from './messaging-metrics.ts';

/** An event that a group could not handle, or that waits behind one of the same key. */
export type DeadLetter = {
  readonly id: bigint;
  readonly group: string;
  readonly eventId: string;
  readonly key: string;
  readonly envelope: IntegrationEvent;
  readonly error: string;
  /** How often it was tried; 0 for one that only waits. */
  readonly attempts: number;
  readonly firstFailedAt: Date;
  readonly lastFailedAt: Date;
};

export const MAX_DEAD_LETTER_PAGE = 200;
const MAX_ERROR_LENGTH = 4_000;

const LIST = `
  SELECT id, consumer_group AS "group", event_id AS "eventId", key, envelope, error, attempts,
         first_failed_at AS "firstFailedAt", last_failed_at AS "lastFailedAt"
  FROM dead_letter
  WHERE replayed_at IS NULL AND ($1::text IS NULL OR consumer_group = $1) AND id > $2
  ORDER BY id LIMIT $3`;

/** The dead letters of a consumer's database, oldest first, a page at a time: pass the last id as `after`. */
export function listDeadLetters(
  sql: Sql,
  {
    group = null,
    after = 0n,
    limit = MAX_DEAD_LETTER_PAGE,
  }: { group?: string | null; after?: bigint; limit?: number } = {},
): Promise<DeadLetter[]> {
  return sql.query<DeadLetter>(LIST, [group, after, Math.min(limit, MAX_DEAD_LETTER_PAGE)]);
}

const PARK = `
  INSERT INTO dead_letter (consumer_group, event_id, key, envelope, error, attempts)
  SELECT $1, (row -> 'envelope' ->> 'id')::uuid, row ->> 'key', row -> 'envelope', $3, $4
  FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS event (row, number)
  ORDER BY number`;

/** Parks events within the transaction that holds their inbox rows, so that they count as taken over. */
export async function parkEvents(
  sql: Sql,
  group: string,
  parked: { readonly events: readonly StoredEnvelope[]; readonly error: string; readonly attempts: number },
): Promise<void> {
  const error = parked.error.replaceAll('\0', '').slice(0, MAX_ERROR_LENGTH);
  await sql.query(PARK, [group, JSON.stringify(parked.events), error, parked.attempts]);
}

/** Brings the gauge in line with the table; a failure to do so is made good by the next change. */
export async function refreshDeadLetterGauge(database: Database, group: string): Promise<void> {
  const count = 'SELECT count(*)::int AS open FROM dead_letter WHERE consumer_group = $1 AND replayed_at IS NULL';
  try {
    const [row] = await database.query<{ open: number }>(count, [group]);
    messagingMetrics.deadLetters.set({ group }, row?.open ?? 0);
  } catch {
    // The database is away; what made it so is reported where it matters.
  }
}

/** What is stored of an error: enough to find the cause. */
export const describeError = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
