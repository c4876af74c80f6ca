import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import { createAlarm } from '../work/alarm.ts';
import { type Backoff, backoffMs } from '../work/backoff.ts';
import type { Worker } from '../work/worker.ts';
import type { EventBus } from './event-bus.ts';
import { InFlight } from './in-flight.ts';
import { LeaderSession, type OutboxRow } from './leader-session.ts';
import { messagingMetrics } from './messaging-metrics.ts';
import { notifierOf } from './notifier.ts';
import { pruneBatch } from './retention.ts';

/** What may be varied about a relay; the defaults fit every service. */
export type RelayPolicy = {
  /** Rows read, and handed to the bus, at once. */
  readonly batchSize: number;
  /** Rows on their way at once. A group that stands still holds up the others only after that many. */
  readonly maxInFlight: number;
  /** Finds what a crash between commit and signal left, and a leadership that became free. */
  readonly pollMs: number;
  /**
   * The least time between two reads. The first signal after a rest is followed at once; under load, events gather for so
   * long, and every hop then needs fewer reads, transactions and commits.
   */
  readonly readGapMs: number;
  /** Arrivals are collected for so long before they are marked together. */
  readonly markLingerMs: number;
  readonly pruneEveryMs: number;
  /** How long a stop waits for rows on their way; the rest is handed out again at the next start. */
  readonly drainMs: number;
  readonly backoff: Backoff;
};

export const RELAY_POLICY: RelayPolicy = {
  batchSize: 500,
  maxInFlight: 5_000,
  pollMs: 1_000,
  readGapMs: 10,
  markLingerMs: 50,
  pruneEveryMs: 60_000,
  drainMs: 5_000,
  backoff: { baseMs: 50, capMs: 10_000 },
};

export type RelayOptions = {
  readonly database: Database;
  readonly bus: EventBus;
  readonly policy?: Partial<RelayPolicy>;
  readonly onError?: (error: unknown) => void;
};

export interface Relay extends Worker {
  readonly isLeader: boolean;
}

/** Why the relay looked into the outbox. */
type Wake = 'local' | 'notify' | 'poll' | 'room' | 'stop' | 'lost';

/** Brings the outbox of one database to the bus. One relay a database leads; the others stand by. It never gives up. */
export const createRelay = (options: RelayOptions): Relay => new OutboxRelay(options);

class OutboxRelay implements Relay {
  readonly name: string;
  readonly #database: Database;
  readonly #bus: EventBus;
  readonly #policy: RelayPolicy;
  readonly #onError: (error: unknown) => void;
  readonly #alarm = createAlarm<Wake>();
  readonly #inFlight = new InFlight();
  readonly #publishing = new Set<Promise<void>>();
  #session: LeaderSession | null = null;
  #marking: NodeJS.Timeout | null = null;
  #lastRead = -Infinity;
  #lastObserved = -Infinity;
  #lastPruned = -Infinity;
  #stopping = new AbortController();
  #ended: Promise<void> | null = null;

  constructor({ database, bus, policy = {}, onError = () => {} }: RelayOptions) {
    this.name = `${database.name}.relay`;
    this.#database = database;
    this.#bus = bus;
    this.#policy = { ...RELAY_POLICY, ...policy };
    this.#onError = onError;
  }

  get isLeader(): boolean {
    return this.#session !== null && !this.#session.isLost;
  }

  start(): void {
    if (this.#ended !== null) return;
    this.#stopping = new AbortController();
    this.#ended = this.#run();
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  wake(): void {
    this.#alarm.ring('local');
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#alarm.ring('stop');
    await this.#ended;
    this.#ended = null;
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#isStopping;) {
      const session = await this.#connect();
      try {
        if (session !== null && (await this.#waitForLeadership(session))) {
          failures = 0;
          await this.#lead(session);
        }
      } catch (error) {
        this.#failed(error);
      }
      await session?.close();
      failures += 1;
      await this.#pause(backoffMs(failures, this.#policy.backoff));
    }
  }

  async #connect(): Promise<LeaderSession | null> {
    const { url, name } = this.#database;
    const on = { notified: () => this.#alarm.ring('notify'), lost: () => this.#alarm.ring('lost') };
    try {
      return await LeaderSession.connect(url, name, on);
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  async #waitForLeadership(session: LeaderSession): Promise<boolean> {
    while (!this.#isStopping && !session.isLost) {
      if (await session.tryToLead()) return true;
      await this.#pause(this.#policy.pollMs);
    }
    return false;
  }

  async #lead(session: LeaderSession): Promise<void> {
    this.#session = session;
    const detach = notifierOf(this.#database.pool).attach(() => this.#alarm.ring('local'));
    try {
      // What arrived under an earlier leadership of this relay and could not be marked.
      await this.#mark(session);
      while (!this.#isStopping && !session.isLost) {
        const isMore = await this.#handOutBatch(session);
        await this.#keepHouse(session);
        if (isMore) continue;
        const by = (await this.#alarm.wait(this.#policy.pollMs)) ?? 'poll';
        messagingMetrics.wakes.inc({ database: this.#database.name, by });
        const gapMs = this.#policy.readGapMs - (performance.now() - this.#lastRead);
        if (gapMs > 0) await this.#pause(gapMs);
      }
    } finally {
      detach();
      if (this.#isStopping) await this.#drain(session);
      this.#session = null;
      if (this.#marking !== null) clearTimeout(this.#marking);
      this.#marking = null;
    }
  }

  /** True when there may be more to read at once. */
  async #handOutBatch(session: LeaderSession): Promise<boolean> {
    const room = Math.min(this.#policy.batchSize, this.#policy.maxInFlight - this.#inFlight.size);
    if (room <= 0) return false;
    this.#lastRead = performance.now();
    const rows = await session.read(this.#inFlight.positions, room);
    if (rows.length === 0) return false;
    const publishing = this.#publish(rows).finally(() => this.#publishing.delete(publishing));
    this.#publishing.add(publishing);
    if (!this.#bus.overlapping) await publishing;
    return rows.length === room;
  }

  /** Hands the same rows over until the bus takes them: later rows of the same keys must not overtake them. */
  async #publish(rows: readonly OutboxRow[]): Promise<void> {
    const positions = rows.map((row) => row.position);
    this.#inFlight.depart(positions);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#bus.publish(rows);
        break;
      } catch (error) {
        this.#failed(error);
        if (this.#isStopping) return this.#inFlight.abandon(positions);
        await this.#pause(backoffMs(attempt, this.#policy.backoff));
      }
    }
    this.#inFlight.arrive(positions);
    this.#markSoon();
  }

  #markSoon(): void {
    if (this.#session === null || this.#marking !== null) return;
    this.#marking = setTimeout(() => {
      this.#marking = null;
      const session = this.#session;
      if (session !== null) this.#mark(session).catch((error: unknown) => this.#failed(error));
    }, this.#policy.markLingerMs);
  }

  async #mark(session: LeaderSession): Promise<void> {
    const wasFull = this.#inFlight.size >= this.#policy.maxInFlight;
    await this.#inFlight.settle((positions) => session.mark(positions));
    if (wasFull) this.#alarm.ring('room');
  }

  async #keepHouse(session: LeaderSession): Promise<void> {
    const now = performance.now();
    if (now - this.#lastObserved >= this.#policy.pollMs) {
      this.#lastObserved = now;
      const { pending, age } = await session.backlog();
      messagingMetrics.pending.set({ database: this.#database.name }, pending);
      messagingMetrics.oldestAge.set({ database: this.#database.name }, age);
      if (this.#inFlight.hasArrived) this.#markSoon();
    }
    if (now - this.#lastPruned >= this.#policy.pruneEveryMs && !(await pruneBatch(session))) this.#lastPruned = now;
  }

  async #drain(session: LeaderSession): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.#policy.drainMs)));
    await Promise.race([Promise.allSettled(this.#publishing), timeUp]);
    clearTimeout(timer);
    if (!session.isLost) await this.#mark(session).catch((error: unknown) => this.#failed(error));
  }

  /** Waits, but not past the stop. */
  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  #failed(error: unknown): void {
    messagingMetrics.publishFailures.inc({ database: this.#database.name });
    this.#onError(error);
  }
}
