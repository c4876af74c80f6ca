import type { Clock } from '@haat/domain';
import { type Backoff, backoffMs } from './backoff.ts';
import { createDueWorker, type WakingClock } from './due-worker.ts';
import type { Worker } from './worker.ts';

/** Something to be done outside any transaction, with how often it was tried before. */
export type Task<Item> = { readonly item: Item; readonly attempts: number };

export type TaskWorker<Item> = Worker & {
  /** Takes tasks over right after the commit that asked for them; what it does not get to is claimed from the table. */
  handOver(items: readonly Item[]): void;
};

export type TaskWorkerOptions<Item> = {
  readonly name: string;
  readonly clock: Clock & WakingClock;
  /** What tells one task from another. */
  readonly keyOf: (item: Item) => string | bigint;
  /** Claims tasks whose lease has ended; a claim starts another. */
  readonly claimDue: (now: Date, limit: number) => Promise<readonly Task<Item>[]>;
  readonly nextDueAt: () => Promise<Date | null>;
  /** Does one task and records that it is done. */
  readonly run: (item: Item) => Promise<void>;
  /** Puts off one that failed. If even this fails, the lease ends by itself and the task is claimed again. */
  readonly postpone: (item: Item, until: Date, error: unknown) => Promise<void>;
  readonly maxConcurrent: number;
  readonly maxBatch: number;
  readonly backoff: Backoff;
};

const MAX_IDLE_MS = 5_000;

/**
 * Does tasks that stand in a table, so many at a time and in no particular order, and repeats those that fail for ever
 * with growing pauses. New ones come by hand and cost no query; the table is read only for those of a process that died,
 * or that failed before. A task is done at least once.
 */
export function createTaskWorker<Item>(options: TaskWorkerOptions<Item>): TaskWorker<Item> {
  const { clock, keyOf } = options;
  const waiting: Task<Item>[] = [];
  const inHand = new Set<string | bigint>();
  let active = 0;
  let running = false;
  let whenIdle: () => void = () => {};

  const attempt = async ({ item, attempts }: Task<Item>) => {
    try {
      await options.run(item);
    } catch (error) {
      const until = new Date(clock.now().getTime() + backoffMs(attempts + 1, options.backoff));
      await options.postpone(item, until, error).catch(() => {});
      claims.wake();
    }
  };

  const pump = () => {
    while (running && active < options.maxConcurrent && waiting.length > 0) {
      const task = waiting.shift()!;
      active += 1;
      void attempt(task).finally(() => {
        active -= 1;
        inHand.delete(keyOf(task.item));
        pump();
        if (active === 0) whenIdle();
      });
    }
  };

  const take = (tasks: readonly Task<Item>[]) => {
    const fresh = tasks.filter(({ item }) => !inHand.has(keyOf(item)));
    for (const { item } of fresh) inHand.add(keyOf(item));
    waiting.push(...fresh);
    pump();
    return fresh.length;
  };

  const claims = createDueWorker({
    name: options.name,
    clock,
    nextDueAt: options.nextDueAt,
    runDue: async (now) => take(await options.claimDue(now, options.maxBatch)),
    maxIdleMs: MAX_IDLE_MS,
  });

  return {
    ...claims,
    start() {
      running = true;
      claims.start();
      pump();
    },
    async stop() {
      running = false;
      await claims.stop();
      if (active > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
    },
    handOver(items) {
      if (running) take(items.map((item) => ({ item, attempts: 0 })));
    },
  };
}
