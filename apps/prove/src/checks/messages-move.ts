import { type Check, DATABASES } from '../check.ts';

const STALE_SECONDS = 30;
const STALE = `SELECT event_id, type, created_at FROM outbox WHERE published_at IS NULL AND created_at < now() - make_interval(secs => ${STALE_SECONDS}) ORDER BY position LIMIT 100`;
const DEAD = 'SELECT event_id, consumer_group, error FROM dead_letter WHERE replayed_at IS NULL ORDER BY id LIMIT 100';
const COUNT = 'SELECT count(*)::int AS messages FROM outbox';

export const messagesMove: Check = {
  name: 'no event waits to be published, and none lies dead',
  property: 'events',
  mayBeInFlight: true,
  async run(world, report) {
    let checked = 0;
    for (const name of DATABASES) {
      if (name === 'simulator') continue;
      const database = world[name];
      for (const { event_id, type, created_at } of await database.rows<{
        event_id: string;
        type: string;
        created_at: Date;
      }>(STALE)) {
        report({ id: `${name} ${event_id}`, problem: `${type} waits in the outbox since ${created_at.toISOString()}` });
      }
      for (const { event_id, consumer_group, error } of await database.rows<{
        event_id: string;
        consumer_group: string;
        error: string;
      }>(DEAD)) {
        report({
          id: `${name} ${event_id} ${consumer_group}`,
          problem: `a dead letter of ${consumer_group}: ${error.slice(0, 200)}`,
        });
      }
      checked += (await database.rows<{ messages: number }>(COUNT))[0]!.messages;
    }
    return checked;
  },
};
