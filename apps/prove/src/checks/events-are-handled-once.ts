import { type Check, DATABASES, type DatabaseName, type World } from '../check.ts';
import { grouped, sideBySide } from '../database/merge.ts';

const OUTBOX = 'SELECT event_id, type, created_at FROM outbox WHERE published_at IS NOT NULL ORDER BY event_id';
const INBOX = 'SELECT event_id, consumer_group, handled_at FROM inbox ORDER BY event_id, consumer_group';
const SINCE = 'SELECT consumer_group, min(handled_at) AS since FROM inbox GROUP BY consumer_group';

type Sent = { event_id: string; type: string; created_at: Date };
type Handled = { event_id: string; consumer_group: string; handled_at: Date };

/**
 * A group that handled one event of a type handles all of that type, since its first. Which types a group wants is seen from
 * what it has handled, so that this check knows no service by name. Rows older than the retention are gone on both sides.
 */
export const eventsAreHandledOnce: Check = {
  name: 'each published event was handled once by each group that wants it',
  property: 'events',
  mayBeInFlight: true,
  async run(world, report) {
    let checked = 0;
    for (const consumer of DATABASES) {
      if (consumer === 'simulator') continue;
      for (const producer of DATABASES) {
        if (producer !== 'simulator') checked += await checkPair(world, { producer, consumer }, report);
      }
    }
    return checked;
  },
};

type Pair = { readonly producer: DatabaseName; readonly consumer: DatabaseName };

async function checkPair(world: World, { producer, consumer }: Pair, report: Parameters<Check['run']>[1]): Promise<number> {
  const wanted = new Map<string, Set<string>>();
  const since = new Map((await world[consumer].rows<{ consumer_group: string; since: Date }>(SINCE)).map((row) => [row.consumer_group, row.since]));
  for await (const { sent, handled } of events(world, { producer, consumer })) {
    for (const { consumer_group } of handled) {
      const groups = wanted.get(sent.type) ?? new Set();
      wanted.set(sent.type, groups.add(consumer_group));
    }
  }
  if (wanted.size === 0) return 0;
  let checked = 0;
  for await (const { sent, handled } of events(world, { producer, consumer })) {
    for (const group of wanted.get(sent.type) ?? []) {
      checked += 1;
      if (handled.some(({ consumer_group }) => consumer_group === group) || sent.created_at < since.get(group)!) continue;
      report({ id: `${sent.event_id} ${group}`, problem: `${sent.type} was published but not handled by ${group}` });
    }
  }
  return checked;
}

async function* events(world: World, { producer, consumer }: Pair): AsyncGenerator<{ sent: Sent; handled: Handled[] }, void, undefined> {
  const inbox = grouped(world[consumer].stream<Handled>(INBOX), (row) => row.event_id);
  const keys = { left: (row: Sent) => row.event_id, right: (rows: Handled[]) => rows[0]!.event_id };
  for await (const { left, right } of sideBySide(world[producer].stream<Sent>(OUTBOX), inbox, keys)) {
    if (left !== null) yield { sent: left, handled: right ?? [] };
  }
}
