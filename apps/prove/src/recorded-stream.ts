import { isDeepStrictEqual } from 'node:util';
import type { Breach } from './check.ts';
import type { Snapshot } from './database/snapshot.ts';
import { grouped, sideBySide } from './database/merge.ts';

export type EventRow = { id: string; version: number; type: string; data: unknown; occurred_at: Date; actor: string };
/** What is stored beside a stream; `state` is everything that must equal the fold, as JSON. */
export type StoredRow = { id: string; version: number; state: unknown };

export type StreamCheck = {
  /** Ordered by id and version. */
  readonly events: AsyncIterable<EventRow>;
  /** Ordered by id. */
  readonly stored: AsyncIterable<StoredRow>;
  /** The state that the events amount to, as it would be stored; what it throws is a breach. */
  readonly fold: (events: readonly EventRow[]) => unknown;
};

/** Folds every stream and compares with what is stored beside it; versions count from 1 without gaps. */
export async function checkStreams(
  { events, stored, fold }: StreamCheck,
  report: (breach: Breach) => void,
): Promise<number> {
  let checked = 0;
  const keys = { left: (rows: EventRow[]) => rows[0]!.id, right: (row: StoredRow) => row.id };
  for await (const { key, left, right } of sideBySide(
    grouped(events, (row) => row.id),
    stored,
    keys,
  )) {
    checked += 1;
    if (left === null) report({ id: key, problem: 'is stored but has no events' });
    else if (right === null) report({ id: key, problem: `has ${left.length} events but is not stored` });
    else checkOne(left, right, fold, report);
  }
  return checked;
}

function checkOne(
  events: readonly EventRow[],
  stored: StoredRow,
  fold: StreamCheck['fold'],
  report: (breach: Breach) => void,
): void {
  const gap = events.findIndex(({ version }, index) => version !== index + 1);
  if (gap !== -1) return report({ id: stored.id, problem: `event ${gap + 1} has version ${events[gap]!.version}` });
  if (stored.version !== events.length)
    return report({ id: stored.id, problem: `is stored at version ${stored.version} but has ${events.length} events` });
  let folded: unknown;
  try {
    folded = fold(events);
  } catch (error) {
    return report({
      id: stored.id,
      problem: `its events cannot be folded: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  if (isDeepStrictEqual(folded, stored.state)) return;
  report({
    id: stored.id,
    problem: `what is stored is not the fold of its events: ${firstDifference(folded, stored.state)}`,
  });
}

function firstDifference(folded: unknown, stored: unknown, path = ''): string {
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isObject(folded) || !isObject(stored))
    return `${path || 'state'} is ${JSON.stringify(stored)} and should be ${JSON.stringify(folded)}`;
  const key = [...new Set([...Object.keys(folded), ...Object.keys(stored)])].find(
    (name) => !isDeepStrictEqual(folded[name], stored[name]),
  );
  return key === undefined
    ? `${path} differs`
    : firstDifference(folded[key], stored[key], path === '' ? key : `${path}.${key}`);
}

/** A stream of event rows of a table with an id column, version, type, data, time and actor. */
export const eventRows = (database: Snapshot, table: string, idColumn: string): AsyncIterable<EventRow> =>
  database.stream<EventRow>(
    `SELECT ${idColumn} AS id, version, type, data, occurred_at, actor FROM ${table} ORDER BY ${idColumn}, version`,
  );
