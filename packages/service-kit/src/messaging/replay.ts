import type { Database } from '../database/database.ts';
import { type DeadLetter, describeError, refreshDeadLetterGauge } from './dead-letters.ts';
import type { ReplayOutcome } from './event-bus.ts';
import type { Subscription } from './subscription.ts';

const PAGE = 200;

const OPEN = `
  SELECT id, key, envelope FROM dead_letter
  WHERE consumer_group = $1 AND replayed_at IS NULL AND id > $2
    AND ($3::bigint IS NULL OR key = (SELECT key FROM dead_letter WHERE id = $3 AND consumer_group = $1))
  ORDER BY id LIMIT ${PAGE}`;
/** Marking first also locks: of two replays of one letter the second finds nothing to do. */
const CLAIM = `
  UPDATE dead_letter SET replayed_at = now(), attempts = attempts + 1
  WHERE id = $1 AND replayed_at IS NULL RETURNING id`;
const FAILED = `
  UPDATE dead_letter SET attempts = attempts + 1, error = $2, last_failed_at = now()
  WHERE id = $1 AND replayed_at IS NULL`;

type Letter = Pick<DeadLetter, 'id' | 'key' | 'envelope'>;

/**
 * Delivers a group's dead letters again in the order in which they were parked, each in a transaction of its own. Where
 * one fails again, the later ones of its key stay parked. Events of such a key that arrive meanwhile are parked behind
 * them; the loop goes on until it has reached the last.
 */
export async function replayGroup(
  database: Database,
  { group, handle }: Subscription,
  id?: bigint,
): Promise<ReplayOutcome> {
  const blocked = new Set<string>();
  let after = 0n;
  let replayed = 0;
  let failed = 0;
  for (;;) {
    const letters = await database.query<Letter>(OPEN, [group, after, id ?? null]);
    for (const letter of letters) {
      after = letter.id;
      if (!blocked.has(letter.key) && (await replayOne(database, handle, letter))) {
        replayed += 1;
      } else {
        blocked.add(letter.key);
        failed += 1;
      }
    }
    if (letters.length === 0) break;
  }
  await refreshDeadLetterGauge(database, group);
  return { replayed, failed };
}

async function replayOne(database: Database, handle: Subscription['handle'], letter: Letter): Promise<boolean> {
  try {
    await database.transaction(async (tx) => {
      const claimed = await tx.query(CLAIM, [letter.id]);
      if (claimed.length > 0) await handle(tx, [letter.envelope]);
    });
    return true;
  } catch (error) {
    await database.query(FAILED, [letter.id, describeError(error)]);
    return false;
  }
}
