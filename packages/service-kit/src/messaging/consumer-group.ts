import type { Database } from '../database/database.ts';
import { createAlarm } from '../work/alarm.ts';
import { type Backoff, backoffMs } from '../work/backoff.ts';
import { refreshDeadLetterGauge } from './dead-letters.ts';
import { deliver, giveUp } from './deliver.ts';
import type { ReplayOutcome } from './event-bus.ts';
import type { StoredEnvelope } from './integration-event.ts';
import { messagingMetrics } from './messaging-metrics.ts';
import { replayGroup } from './replay.ts';
import { DEFAULT_MAX_BATCH, type Subscription } from './subscription.ts';
import { isOutage, isTransient } from './transient-errors.ts';

export type ConsumerOptions = {
  /** How often an event is tried before it becomes a dead letter; errors that may pass by themselves do not count. */
  readonly maxAttempts: number;
  readonly backoff: Backoff;
  readonly onError: (error: unknown, group: string) => void;
};

/** An event on its way to one group, and whom to tell that the group is done with it. */
export type Delivery = { readonly event: StoredEnvelope; readonly done: () => void };

/** Settled is an event that is handled, or parked as a dead letter. */
type Outcome = 'settled' | 'again' | 'outage';

type Job = { readonly run: () => Promise<void>; readonly cancel: () => void };

/**
 * The queue of one consumer group. One thing runs at a time, a batch or a replay, so that order per key needs no locks;
 * other groups have queues of their own and notice nothing.
 */
export class ConsumerGroup {
  readonly #database: Database;
  readonly #subscription: Subscription;
  readonly #options: ConsumerOptions;
  readonly #alarm = createAlarm<'closed'>();
  readonly #jobs: Job[] = [];
  #queue: Delivery[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(database: Database, subscription: Subscription, options: ConsumerOptions) {
    this.#database = database;
    this.#subscription = subscription;
    this.#options = options;
  }

  push(deliveries: readonly Delivery[]): void {
    this.#queue = this.#queue.length === 0 ? [...deliveries] : this.#queue.concat(deliveries);
    this.#run();
  }

  /** Replays dead letters between two batches. */
  replay(id?: bigint): Promise<ReplayOutcome> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({
        run: () => replayGroup(this.#database, this.#subscription, id).then(resolve, reject),
        cancel: () => reject(new Error('the bus was closed before the replay began')),
      });
      this.#run();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#alarm.ring('closed');
    await this.#running;
    for (const job of this.#jobs.splice(0)) job.cancel();
  }

  #run(): void {
    if (this.#running !== null || this.#closed) return;
    this.#running = this.#drain().finally(() => {
      this.#running = null;
      if (this.#queue.length > 0 || this.#jobs.length > 0) this.#run();
    });
  }

  async #drain(): Promise<void> {
    while (!this.#closed) {
      const job = this.#jobs.shift();
      if (job !== undefined) await job.run();
      else if (this.#queue.length > 0) await this.#takeBatch();
      else return;
    }
  }

  async #takeBatch(): Promise<void> {
    const { gatherMs = 0 } = this.#subscription;
    if (gatherMs > 0) await this.#alarm.wait(gatherMs);
    if (this.#closed) return;
    const batch = this.#queue.splice(0, this.#subscription.maxBatch ?? DEFAULT_MAX_BATCH);
    try {
      await this.#deliver(batch);
    } catch {
      await this.#oneByOne(batch);
    }
  }

  async #deliver(batch: readonly Delivery[]): Promise<void> {
    try {
      await deliver(
        this.#database,
        this.#subscription,
        batch.map((delivery) => delivery.event),
      );
    } catch (error) {
      messagingMetrics.retries.inc({ group: this.#subscription.group });
      this.#options.onError(error, this.#subscription.group);
      throw error;
    }
    for (const delivery of batch) delivery.done();
  }

  /**
   * Tries each event by itself, in rounds: who failed waits for the next round together with the later events of its
   * key, while the other keys go on. So one poisoned event costs the group a few waits, however large the batch.
   */
  async #oneByOne(batch: readonly Delivery[]): Promise<void> {
    const attempts = new Map<Delivery, number>();
    let left = batch;
    for (let round = 1; left.length > 0 && !this.#closed; round += 1) {
      left = await this.#tryEach(left, attempts);
      if (left.length > 0 && !this.#closed) await this.#alarm.wait(backoffMs(round, this.#options.backoff));
    }
  }

  /** One round; returns, in order, what must be tried again. */
  async #tryEach(deliveries: readonly Delivery[], attempts: Map<Delivery, number>): Promise<Delivery[]> {
    const again: Delivery[] = [];
    const blockedKeys = new Set<string>();
    let isDown = false;
    for (const delivery of deliveries) {
      const mustWait: boolean = isDown || this.#closed || blockedKeys.has(delivery.event.key);
      const outcome: Outcome = mustWait ? 'again' : await this.#tryOne(delivery, attempts);
      if (outcome === 'settled') continue;
      if (outcome === 'outage') isDown = true;
      again.push(delivery);
      blockedKeys.add(delivery.event.key);
    }
    return again;
  }

  async #tryOne(delivery: Delivery, attempts: Map<Delivery, number>): Promise<Outcome> {
    try {
      await this.#deliver([delivery]);
      return 'settled';
    } catch (error) {
      if (isOutage(error)) return 'outage';
      if (isTransient(error)) return 'again';
      const made = (attempts.get(delivery) ?? 0) + 1;
      attempts.set(delivery, made);
      const isGivenUp = made >= this.#options.maxAttempts && (await this.#giveUp(delivery, error, made));
      return isGivenUp ? 'settled' : 'again';
    }
  }

  async #giveUp(delivery: Delivery, error: unknown, attempts: number): Promise<boolean> {
    try {
      await giveUp(this.#database, this.#subscription.group, { event: delivery.event, error, attempts });
      delivery.done();
      return true;
    } catch (failure) {
      this.#options.onError(failure, this.#subscription.group);
      return false;
    }
  }

  /** Shows dead letters of an earlier run in the metrics. */
  refreshMetrics(): Promise<void> {
    return refreshDeadLetterGauge(this.#database, this.#subscription.group);
  }
}
