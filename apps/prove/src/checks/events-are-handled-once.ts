import { type Breach, type Check, DATABASES, type World } from '../check.ts';
import { grouped, inOneOrder } from '../database/merge.ts';

const OUTBOX = `SELECT event_id, type, NULL::text AS consumer_group, created_at AS at FROM outbox WHERE published_at IS NOT NULL ORDER BY event_id`;
const INBOX = `SELECT event_id, NULL::text AS type, consumer_group, handled_at AS at FROM inbox ORDER BY event_id`;
const SINCE = 'SELECT consumer_group, min(handled_at) AS since FROM inbox GROUP BY consumer_group';

/** An event as its producer sent it, or as one group handled it. */
type Row = { event_id: string; at: Date } & (
  { type: string; consumer_group: null } | { type: null; consumer_group: string }
);

/** What was seen of one group and one type of event. */
type Tally = { handled: number; readonly missed: Breach[] };

const MAX_MISSED = 100;
const MESSAGING = DATABASES.filter((name) => name !== 'simulator');

/**
 * A group that handled one event of a type handles all of that type, since its first. Which types a group wants is seen from
 * what it has handled, so that this check knows no service by name. Rows older than the retention are gone on both sides.
 */
export const eventsAreHandledOnce: Check = {
  name: 'each published event was handled once by each group that wants it',
  property: 'events',
  mayBeInFlight: true,
  async run(world, report) {
    const since = await firstHandled(world);
    const tallies = new Map<string, Tally>();
    const streams = MESSAGING.flatMap((name) => [world[name].stream<Row>(OUTBOX), world[name].stream<Row>(INBOX)]);
    for await (const rows of grouped(
      inOneOrder(streams, (row) => row.event_id),
      (row) => row.event_id,
    ))
      tally(rows, { since, tallies });
    let checked = 0;
    for (const { handled, missed } of tallies.values()) {
      if (handled === 0) continue;
      checked += handled;
      for (const breach of missed) report(breach);
    }
    return checked;
  },
};

async function firstHandled(world: World): Promise<Map<string, Date>> {
  const found = new Map<string, Date>();
  for (const name of MESSAGING) {
    for (const { consumer_group, since } of await world[name].rows<{ consumer_group: string; since: Date }>(SINCE))
      found.set(consumer_group, since);
  }
  return found;
}

/** One event with everybody who handled it. */
function tally(
  rows: readonly Row[],
  { since, tallies }: { since: ReadonlyMap<string, Date>; tallies: Map<string, Tally> },
): void {
  const sent = rows.find(({ type }) => type !== null);
  if (sent === undefined) return;
  const handledBy = new Set(rows.map(({ consumer_group }) => consumer_group));
  for (const [group, first] of since) {
    const key = `${sent.type} ${group}`;
    let known = tallies.get(key);
    if (known === undefined) tallies.set(key, (known = { handled: 0, missed: [] }));
    if (handledBy.has(group)) known.handled += 1;
    else if (sent.at >= first && known.missed.length < MAX_MISSED) {
      known.missed.push({
        id: `${sent.event_id} ${group}`,
        problem: `${sent.type} was published but not handled by ${group}`,
      });
    }
  }
}
