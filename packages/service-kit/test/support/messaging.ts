import type { Database, Transaction } from '../../src/database/database.ts';
import { type EventOf, integrationEvent } from '../../src/messaging/integration-event.ts';
import { type Subscription, subscription } from '../../src/messaging/subscription.ts';

export const migrations = new URL('../migrations/', import.meta.url);

/** Retries at once and gives up soon, so that a test of failures takes no time. */
export const impatient = { backoff: { baseMs: 1, capMs: 5 } };

/** An event that carries a label, which a handler can be asked to fail on. */
export const labelled = (key: string, label: string) =>
  integrationEvent('userRegistered', { key, subject: key, data: { userId: key, email: null, displayName: label } });

export async function publish(database: Database, key: string, ...labels: string[]): Promise<void> {
  await database.transaction(async (tx) => {
    tx.publish(labels.map((label) => labelled(key, label)));
  });
}

type Registered = EventOf<'userRegistered'>;

/** A group that writes down what it handles; `before` may throw to make it fail. */
export function recorder(
  group: string,
  before: (event: Registered, tx: Transaction) => Promise<void> | void = () => {},
  maxBatch = 200,
): Subscription {
  return subscription({
    group,
    maxBatch,
    on: ['userRegistered'],
    handle: async (tx, events) => {
      for (const event of events) {
        await before(event, tx);
        await tx.query('INSERT INTO effect (consumer_group, key, label) VALUES ($1, $2, $3)', [
          group,
          event.data.userId,
          event.data.displayName,
        ]);
      }
    },
  });
}

/** What a group has done, in order: `key:label`. */
export async function effectsOf(database: Database, group: string, key?: string): Promise<string[]> {
  const rows = await database.query<{ key: string; label: string }>(
    'SELECT key, label FROM effect WHERE consumer_group = $1 AND ($2::text IS NULL OR key = $2) ORDER BY id',
    [group, key ?? null],
  );
  return rows.map((row) => (key === undefined ? `${row.key}:${row.label}` : row.label));
}

export async function countUnpublished(database: Database): Promise<number> {
  const [row] = await database.query<{ left: number }>(
    'SELECT count(*)::int AS left FROM outbox WHERE published_at IS NULL',
  );
  return row!.left;
}

const DEADLINE_MS = 20_000;

/** Waits for a condition; the deadline is far beyond what any machine needs. */
export async function until(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const untilAllPublished = (database: Database) =>
  until(async () => (await countUnpublished(database)) === 0, 'the outbox is empty');
