import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createEmbeddedBus } from '../src/messaging/embedded-bus.ts';
import type { EventBus } from '../src/messaging/event-bus.ts';
import { messagingMetrics } from '../src/messaging/messaging-metrics.ts';
import { createRelay, type Relay, type RelayPolicy } from '../src/messaging/relay.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';
import {
  effectsOf,
  impatient,
  labelled,
  migrations,
  publish,
  recorder,
  until,
  untilAllPublished,
} from './support/messaging.ts';

let producer: TestDatabase;
let consumer: TestDatabase;
let buses: EventBus[] = [];
let relays: Relay[] = [];

beforeAll(async () => {
  [producer, consumer] = await Promise.all([createTestDatabase(migrations), createTestDatabase(migrations)]);
});
afterAll(() => Promise.all([producer.drop(), consumer.drop()]));

beforeEach(async () => {
  await producer.database.query('TRUNCATE outbox');
  await consumer.database.query('TRUNCATE inbox, effect, dead_letter');
  buses = [];
  relays = [];
});
afterEach(async () => {
  await Promise.all(buses.map((bus) => bus.close()));
  await Promise.all(relays.map((relay) => relay.stop()));
});

function aBus(wrap: (bus: EventBus) => EventBus = (bus) => bus): EventBus {
  const bus = createEmbeddedBus(impatient);
  bus.subscribe(consumer.database, recorder('test.record'));
  buses.push(bus);
  return wrap(bus);
}

function aRelay(bus: EventBus, policy: Partial<RelayPolicy> = {}): Relay {
  const relay = createRelay({ database: producer.database, bus, policy: { ...impatient, ...policy } });
  relays.push(relay);
  relay.start();
  return relay;
}

const leaderPid = async (): Promise<number | undefined> => {
  const [row] = await producer.database.query<{ pid: number }>(
    `SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted`,
  );
  return row?.pid;
};

const wakesBy = async (by: string): Promise<number> => {
  const { values } = await messagingMetrics.wakes.get();
  return values.find((value) => value.labels['by'] === by && value.labels['database'] === 'test')?.value ?? 0;
};

describe('the relay', () => {
  it('keeps the order of an aggregate while many write to it at the same time', async () => {
    aRelay(aBus());
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let round = 0; round < 15; round += 1) {
        const key = `aggregate-${(writer + round) % 4}`;
        await producer.database.transaction(async (tx) => {
          await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [key]);
          const [row] = await tx.query<{ number: number }>(
            `INSERT INTO effect (consumer_group, key, label) VALUES ('writer', $1, '')
             RETURNING (SELECT count(*)::int + 1 FROM effect WHERE consumer_group = 'writer' AND key = $1) AS number`,
            [key],
          );
          tx.publish([labelled(key, String(row!.number))]);
        });
      }
    });
    await Promise.all(writers);
    await untilAllPublished(producer.database);
    for (const key of [0, 1, 2, 3].map((number) => `aggregate-${number}`)) {
      const expected = Array.from({ length: 30 }, (_, index) => String(index + 1));
      expect(await effectsOf(consumer.database, 'test.record', key)).toEqual(expected);
    }
  });

  it('publishes a row once though two relays run on its database', async () => {
    const seen: string[] = [];
    const counting = (bus: EventBus): EventBus => ({
      ...bus,
      publish: (envelopes) => {
        seen.push(...envelopes.map((item) => item.envelope.id));
        return bus.publish(envelopes);
      },
    });
    const both = [aRelay(aBus(counting)), aRelay(aBus(counting))];
    await until(() => both.some((relay) => relay.isLeader), 'one leads');
    for (let number = 0; number < 50; number += 1) await publish(producer.database, 'a', String(number));
    await untilAllPublished(producer.database);
    expect(both.filter((relay) => relay.isLeader)).toHaveLength(1);
    expect(seen).toHaveLength(50);
    expect(new Set(seen).size).toBe(50);
  });

  it('hands over when the connection of the leader is killed, with each effect once and in order', async () => {
    const [first, second] = [aRelay(aBus(), { pollMs: 20 }), aRelay(aBus(), { pollMs: 20 })];
    await until(() => first.isLeader || second.isLeader, 'one leads');
    const leaders = new Set<number>();
    for (let number = 0; number < 200; number += 1) {
      await publish(producer.database, `key-${number % 3}`, String(number));
      if (number % 50 !== 25) continue;
      const pid = await leaderPid();
      if (pid === undefined) continue;
      leaders.add(pid);
      await producer.database.query('SELECT pg_terminate_backend($1)', [pid]);
    }
    await untilAllPublished(producer.database);
    expect(leaders.size).toBeGreaterThan(1);
    for (const key of [0, 1, 2]) {
      const expected = Array.from({ length: 200 }, (_, number) => number).filter((number) => number % 3 === key);
      expect(await effectsOf(consumer.database, 'test.record', `key-${key}`)).toEqual(expected.map(String));
    }
  });

  it('has each effect once when it dies between publishing and marking', async () => {
    const dying = aRelay(aBus(), { markLingerMs: 60_000, drainMs: 0, pollMs: 60_000 });
    await until(() => dying.isLeader, 'it leads');
    await publish(producer.database, 'a', '1', '2', '3');
    await until(async () => (await effectsOf(consumer.database, 'test.record')).length === 3, 'all is handled');
    await producer.database.query('SELECT pg_terminate_backend($1)', [await leaderPid()]);
    await until(() => !dying.isLeader, 'it is dead');
    await dying.stop();
    const [left] = await producer.database.query<{ left: number }>(
      'SELECT count(*)::int AS left FROM outbox WHERE published_at IS NULL',
    );
    expect(left).toEqual({ left: 3 });
    aRelay(aBus());
    await untilAllPublished(producer.database);
    expect(await effectsOf(consumer.database, 'test.record')).toEqual(['a:1', 'a:2', 'a:3']);
  });

  it('hands the same rows over again when the bus refuses them, and counts the failures', async () => {
    const failuresBefore = (await messagingMetrics.publishFailures.get()).values[0]?.value ?? 0;
    let refusals = 2;
    const refusing = (bus: EventBus): EventBus => ({
      ...bus,
      overlapping: false,
      publish: (envelopes) => (refusals-- > 0 ? Promise.reject(new Error('broker away')) : bus.publish(envelopes)),
    });
    aRelay(aBus(refusing));
    await publish(producer.database, 'a', '1', '2');
    await publish(producer.database, 'a', '3');
    await untilAllPublished(producer.database);
    expect(await effectsOf(consumer.database, 'test.record')).toEqual(['a:1', 'a:2', 'a:3']);
    expect((await messagingMetrics.publishFailures.get()).values[0]!.value - failuresBefore).toBe(2);
  });

  it('never has more rows on their way than its limit, and still delivers all', async () => {
    let most = 0;
    let open = 0;
    const measuring = (bus: EventBus): EventBus => ({
      ...bus,
      publish: async (envelopes) => {
        open += envelopes.length;
        most = Math.max(most, open);
        await bus.publish(envelopes);
        open -= envelopes.length;
      },
    });
    const labels = Array.from({ length: 25 }, (_, index) => String(index));
    await publish(producer.database, 'a', ...labels);
    aRelay(aBus(measuring), { maxInFlight: 10, batchSize: 4, markLingerMs: 0 });
    await untilAllPublished(producer.database);
    expect(most).toBeLessThanOrEqual(10);
    expect(await effectsOf(consumer.database, 'test.record', 'a')).toEqual(labels);
  });
});

describe('what wakes the relay', () => {
  it('is the signal of its own process, not the poll', async () => {
    const relay = aRelay(aBus(), { pollMs: 3_600_000 });
    await until(() => relay.isLeader, 'it leads');
    const before = await wakesBy('local');
    await publish(producer.database, 'a', '1');
    await untilAllPublished(producer.database);
    expect(await wakesBy('local')).toBeGreaterThan(before);
  });

  it('is the notification when the event was written by another process', async () => {
    const { createDatabase } = await import('../src/database/database.ts');
    const other = createDatabase({ url: producer.url, name: 'other' });
    const relay = aRelay(aBus(), { pollMs: 3_600_000 });
    await until(() => relay.isLeader, 'it leads');
    const before = await wakesBy('notify');
    await publish(other, 'a', '1');
    await untilAllPublished(producer.database);
    expect(await wakesBy('notify')).toBeGreaterThan(before);
    await other.close();
  });

  it('is the poll when the writer died between commit and signal', async () => {
    const relay = aRelay(aBus(), { pollMs: 10 });
    await until(() => relay.isLeader, 'it leads');
    const { appendToOutbox, toEnvelopes } = await import('../src/messaging/outbox.ts');
    await appendToOutbox(producer.database, toEnvelopes('test', [labelled('a', '1')]));
    await untilAllPublished(producer.database);
    expect(await effectsOf(consumer.database, 'test.record')).toEqual(['a:1']);
  });
});
