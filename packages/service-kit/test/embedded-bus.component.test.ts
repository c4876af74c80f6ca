import { DomainError } from '@haat/domain';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createEmbeddedBus } from '../src/messaging/embedded-bus.ts';
import type { EventBus } from '../src/messaging/event-bus.ts';
import { listDeadLetters } from '../src/messaging/dead-letters.ts';
import { messagingMetrics } from '../src/messaging/messaging-metrics.ts';
import { toEnvelopes } from '../src/messaging/outbox.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';
import { eventBusContract } from './event-bus.contract.ts';
import { effectsOf, impatient, labelled, migrations, recorder, until } from './support/messaging.ts';

eventBusContract('the embedded bus', () => createEmbeddedBus(impatient));

describe('what only the embedded bus promises', () => {
  let consumer: TestDatabase;
  let bus: EventBus;
  beforeAll(async () => {
    consumer = await createTestDatabase(migrations);
  });
  afterAll(() => consumer.drop());
  afterEach(() => bus.close());

  const anEvents = (...labels: string[]) =>
    toEnvelopes(
      'test',
      labels.map((label) => labelled('k', label)),
    );

  it('takes a whole backlog in one transaction', async () => {
    bus = createEmbeddedBus(impatient);
    const gate = Promise.withResolvers<void>();
    const batches: number[] = [];
    bus.subscribe(consumer.database, {
      group: 'test.backlog',
      on: ['userRegistered'],
      handle: async (_tx, events) => {
        batches.push(events.length);
        await gate.promise;
      },
    });
    const published = [
      bus.publish(anEvents('first')),
      ...Array.from({ length: 30 }, () => bus.publish(anEvents('later'))),
    ];
    await until(() => batches.length === 1, 'the first batch runs');
    gate.resolve();
    await Promise.all(published);
    expect(batches).toEqual([1, 30]);
  });

  it('retries for ever what may pass by itself', async () => {
    bus = createEmbeddedBus({ ...impatient, maxAttempts: 2 });
    let failures = 12;
    const busy = new DomainError('stores.unavailable', 'unavailable', 'Try again later.');
    bus.subscribe(
      consumer.database,
      recorder('test.transient', () => {
        if (failures-- > 0) throw new Error('wrapped', { cause: busy });
      }),
    );
    await bus.publish(anEvents('1', '2'));
    expect(await effectsOf(consumer.database, 'test.transient', 'k')).toEqual(['1', '2']);
    expect(await listDeadLetters(consumer.database, { group: 'test.transient' })).toEqual([]);
  });

  it('goes on after the connection of a handler was killed', async () => {
    bus = createEmbeddedBus({ ...impatient, maxAttempts: 1 });
    let kills = 3;
    bus.subscribe(
      consumer.database,
      recorder('test.killed', async (_event, tx) => {
        if (kills-- > 0) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
      }),
    );
    await bus.publish(anEvents('1', '2', '3'));
    expect(await effectsOf(consumer.database, 'test.killed', 'k')).toEqual(['1', '2', '3']);
    expect(await listDeadLetters(consumer.database, { group: 'test.killed' })).toEqual([]);
  });

  it('costs one round of waits, however many events of a batch are poisoned', async () => {
    bus = createEmbeddedBus({ ...impatient, maxAttempts: 3 });
    let calls = 0;
    bus.subscribe(
      consumer.database,
      recorder('test.poisoned', (event) => {
        calls += 1;
        if (event.data.userId !== 'k') throw new Error('poisoned');
      }),
    );
    const poisoned = Array.from({ length: 20 }, (_, index) => labelled(`poison-${index}`, 'x'));
    await bus.publish([...toEnvelopes('test', poisoned), ...anEvents('1')]);
    expect(await effectsOf(consumer.database, 'test.poisoned', 'k')).toEqual(['1']);
    expect(await listDeadLetters(consumer.database, { group: 'test.poisoned' })).toHaveLength(20);
    // The batch once, which stops at its first event; then each poisoned one three times and the good one once.
    expect(calls).toBe(1 + 20 * 3 + 1);
    const gauge = (await messagingMetrics.deadLetters.get()).values;
    expect(gauge.find((value) => value.labels['group'] === 'test.poisoned')?.value).toBe(20);
  });

  it('rejects what was not delivered when it closes, so that it stays in the outbox', async () => {
    bus = createEmbeddedBus(impatient);
    const gate = Promise.withResolvers<void>();
    bus.subscribe(
      consumer.database,
      recorder('test.closed', () => gate.promise, 1),
    );
    const published = bus.publish(anEvents('1', '2'));
    const refused = expect(published).rejects.toThrow('closed');
    const closed = bus.close();
    gate.resolve();
    await closed;
    await refused;
    expect(await effectsOf(consumer.database, 'test.closed', 'k')).toEqual(['1']);
    await expect(bus.publish(anEvents('3'))).rejects.toThrow('closed');
  });
});
