import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listDeadLetters } from '../src/messaging/dead-letters.ts';
import type { EventBus } from '../src/messaging/event-bus.ts';
import type { StoredEnvelope } from '../src/messaging/integration-event.ts';
import { toEnvelopes } from '../src/messaging/outbox.ts';
import type { Subscription } from '../src/messaging/subscription.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';
import { effectsOf, labelled, migrations, recorder, until } from './support/messaging.ts';

/**
 * What every event bus must do, whatever carries the events. The bus under test must try a failing event a few times
 * only, and soon.
 */
export function eventBusContract(name: string, createBus: () => EventBus): void {
  describe(name, () => {
    let consumer: TestDatabase;
    let bus: EventBus;
    beforeAll(async () => void (consumer = await createTestDatabase(migrations)));
    afterAll(() => consumer.drop());
    beforeEach(async () => {
      await consumer.database.query('TRUNCATE inbox, effect, dead_letter, outbox');
      bus = createBus();
    });
    afterEach(() => bus.close());

    const subscribe = (...subscriptions: Subscription[]) =>
      subscriptions.forEach((subscription) => bus.subscribe(consumer.database, subscription));
    const effects = (group: string) => effectsOf(consumer.database, group);
    const hasEffects = (group: string, count: number) =>
      until(async () => (await effects(group)).length === count, `${group} has ${count} effects`);
    const anEvents = (...keysAndLabels: string[]): StoredEnvelope[] =>
      toEnvelopes(
        'test',
        keysAndLabels.map((pair) => labelled(...(pair.split(':') as [string, string]))),
      );

    it('keeps the order of a key within one call and over several', async () => {
      subscribe(recorder('test.a', undefined, 7));
      const calls = Array.from({ length: 10 }, (_, call) =>
        anEvents(...Array.from({ length: 10 }, (__, index) => `k:${call * 10 + index}`)),
      );
      const published = [];
      for (const call of calls) published.push(bus.overlapping ? bus.publish(call) : await bus.publish(call));
      await Promise.all(published);
      await hasEffects('test.a', 100);
      expect(await effects('test.a')).toEqual(Array.from({ length: 100 }, (_, index) => `k:${index}`));
    });

    it('has the effect once when an event is delivered again', async () => {
      subscribe(recorder('test.a'));
      const events = anEvents('k:1', 'k:2');
      await bus.publish(events);
      await bus.publish([...events, ...events, ...anEvents('k:3')]);
      await hasEffects('test.a', 3);
      expect(await effects('test.a')).toEqual(['k:1', 'k:2', 'k:3']);
    });

    it('brings an event to every group that wants it, and takes one that nobody wants', async () => {
      subscribe(recorder('test.a'), recorder('test.b'));
      await bus.publish(anEvents('k:1'));
      const unwanted = {
        ...anEvents('k:2')[0]!,
        envelope: { ...anEvents('k:2')[0]!.envelope, type: 'identity.access-changed.v1' },
      };
      await bus.publish([unwanted as StoredEnvelope]);
      await Promise.all([hasEffects('test.a', 1), hasEffects('test.b', 1)]);
    });

    it('shows a tap the events it wants, in order, until it ends, whether a group handles them or not', async () => {
      const seen: string[] = [];
      const end = bus.tap({ on: ['userRegistered'], see: ({ data }) => seen.push(data.displayName!) });
      bus.tap({ on: ['lowStock'], see: () => seen.push('unwanted') });
      await bus.publish(anEvents('k:1', 'k:2'));
      await until(async () => seen.length === 2, 'the tap has seen both');
      end();
      subscribe(recorder('test.a'));
      await bus.publish(anEvents('k:3'));
      await hasEffects('test.a', 1);
      expect(seen).toEqual(['1', '2']);
    });

    it('refuses the same group twice', () => {
      subscribe(recorder('test.a'));
      expect(() => subscribe(recorder('test.a'))).toThrow('test.a');
    });

    it('lets no group wait for one that stands still', async () => {
      const gate = Promise.withResolvers<void>();
      subscribe(
        recorder('test.slow', () => gate.promise),
        recorder('test.fast'),
      );
      const published = Promise.all([bus.publish(anEvents('k:1')), bus.publish(anEvents('k:2'))]);
      await hasEffects('test.fast', 2);
      expect(await effects('test.slow')).toEqual([]);
      gate.resolve();
      await published;
      await hasEffects('test.slow', 2);
    });

    it('keeps what the handler publishes out when the handler fails', async () => {
      let failures = 1;
      subscribe(
        recorder('test.a', (event, tx) => {
          tx.publish([labelled(event.data.userId, 'next')]);
          if (failures-- > 0) throw new Error('once');
        }),
      );
      await bus.publish(anEvents('k:1'));
      await hasEffects('test.a', 1);
      expect(await consumer.database.query('SELECT key FROM outbox')).toEqual([{ key: 'k' }]);
    });

    it('parks a poisoned event and what follows under its key, while other keys go on', async () => {
      subscribe(
        recorder('test.a', (event) => void failOn(event.data.displayName, 'bad')),
        recorder('test.b'),
      );
      await bus.publish(anEvents('k:1', 'k:bad', 'other:1', 'k:3', 'other:2'));
      await bus.publish(anEvents('k:4', 'other:3'));
      await hasEffects('test.a', 4);
      await until(async () => (await listDeadLetters(consumer.database)).length === 3, 'three are parked');
      expect(await effects('test.a')).toEqual(['k:1', 'other:1', 'other:2', 'other:3']);
      const [head, ...followers] = await listDeadLetters(consumer.database, { group: 'test.a' });
      expect(head).toMatchObject({ key: 'k', group: 'test.a', error: expect.stringContaining('poisoned by bad') });
      expect(head!.attempts).toBeGreaterThan(1);
      expect(followers.map((letter) => letter.attempts)).toEqual([0, 0]);
      expect(await effects('test.b')).toHaveLength(7);
    });

    it('replays dead letters in order once the cause is gone, and only then lets later events pass', async () => {
      let poison = '2';
      subscribe(recorder('test.a', (event) => void failOn(event.data.displayName, poison)));
      await bus.publish(anEvents('k:1', 'k:2', 'k:3'));
      await until(async () => (await listDeadLetters(consumer.database)).length === 2, 'two are parked');

      expect(await bus.replayDeadLetters({ group: 'test.a' })).toEqual({ replayed: 0, failed: 2 });
      expect(await effects('test.a')).toEqual(['k:1']);
      poison = '';
      const last = (await listDeadLetters(consumer.database)).at(-1)!;
      expect(await bus.replayDeadLetters({ group: 'test.a', id: last.id })).toEqual({ replayed: 2, failed: 0 });
      await bus.publish(anEvents('k:4'));
      await hasEffects('test.a', 4);
      expect(await effects('test.a')).toEqual(['k:1', 'k:2', 'k:3', 'k:4']);
      expect(await listDeadLetters(consumer.database)).toEqual([]);
      expect(await bus.replayDeadLetters()).toEqual({ replayed: 0, failed: 0 });
    });
  });
}

function failOn(label: string | null, poison: string): void {
  if (label === poison) throw new Error(`poisoned by ${label}`);
}
