import { events } from '@haat/contracts';
import type { Database } from '../database/database.ts';
import { ConsumerGroup, type ConsumerOptions, type Delivery } from './consumer-group.ts';
import type { DeadLetterSelection, EventBus, ReplayOutcome } from './event-bus.ts';
import type { StoredEnvelope } from './integration-event.ts';
import type { Subscription } from './subscription.ts';
import { createTaps } from './taps.ts';

export type EmbeddedBusOptions = Partial<ConsumerOptions>;

const DEFAULT_OPTIONS: ConsumerOptions = {
  maxAttempts: 5,
  backoff: { baseMs: 50, capMs: 10_000 },
  onError: () => {},
};

/** Why a call to the bus was refused: it delivers nothing any more. */
export class BusClosed extends Error {
  override readonly name = 'BusClosed';
}

/**
 * The event bus of one process: queues in memory between the outbox tables of the producers and the inbox tables of the
 * consumers. Nothing is kept here that cannot be had again from an outbox. See {@link EventBus}.
 */
export function createEmbeddedBus(options: EmbeddedBusOptions = {}): EventBus {
  const groups = new Map<string, ConsumerGroup>();
  const groupsOfType = new Map<string, ConsumerGroup[]>();
  const taps = createTaps();
  const consumerOptions = { ...DEFAULT_OPTIONS, ...options };
  const pending = new Set<Handover>();
  let isClosed = false;

  return {
    overlapping: true,
    subscribe(database: Database, subscription: Subscription) {
      if (groups.has(subscription.group)) throw new Error(`the group ${subscription.group} is subscribed twice`);
      const group = new ConsumerGroup(database, subscription, consumerOptions);
      groups.set(subscription.group, group);
      // Dead letters of earlier runs must show in the metric before anything new fails.
      void group.refreshMetrics();
      for (const name of new Set(subscription.on)) {
        const { type } = events[name];
        groupsOfType.set(type, [...(groupsOfType.get(type) ?? []), group]);
      }
    },
    async publish(envelopes) {
      if (isClosed) throw new BusClosed('the bus is closed');
      const handover = handOver(envelopes, groupsOfType);
      pending.add(handover);
      taps.show(envelopes);
      await handover.promise.finally(() => pending.delete(handover));
    },
    tap: taps.add,
    async replayDeadLetters({ group, id }: DeadLetterSelection = {}) {
      if (isClosed) throw new BusClosed('the bus is closed');
      const chosen =
        group === undefined ? [...groups.values()] : [groups.get(group)].filter((found) => found !== undefined);
      const outcomes = await Promise.all(chosen.map((member) => member.replay(id)));
      return outcomes.reduce(add, { replayed: 0, failed: 0 });
    },
    async close() {
      isClosed = true;
      await Promise.all([...groups.values()].map((group) => group.close()));
      for (const { reject } of pending) reject(new BusClosed('the bus was closed before every group was done'));
    },
  };
}

const add = (a: ReplayOutcome, b: ReplayOutcome): ReplayOutcome => ({
  replayed: a.replayed + b.replayed,
  failed: a.failed + b.failed,
});

type Handover = PromiseWithResolvers<void>;

/** Its promise resolves when every group is done with every event it wants. */
function handOver(envelopes: readonly StoredEnvelope[], groupsOfType: Map<string, ConsumerGroup[]>): Handover {
  const deliveries = new Map<ConsumerGroup, Delivery[]>();
  const handover = Promise.withResolvers<void>();
  let open = 0;
  const done = () => {
    open -= 1;
    if (open === 0) handover.resolve();
  };
  for (const event of envelopes) {
    for (const group of groupsOfType.get(event.envelope.type) ?? []) {
      const queue = deliveries.get(group);
      if (queue === undefined) deliveries.set(group, [{ event, done }]);
      else queue.push({ event, done });
      open += 1;
    }
  }
  if (open === 0) handover.resolve();
  for (const [group, queue] of deliveries) group.push(queue);
  return handover;
}
