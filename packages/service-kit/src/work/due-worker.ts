import type { Clock } from '@haat/domain';
import { messagingMetrics } from '../messaging/messaging-metrics.ts';
import { createAlarm } from './alarm.ts';
import { type Backoff, backoffMs } from './backoff.ts';
import type { Worker } from './worker.ts';

/** A clock that can be moved tells its sleepers, so that a timed release happens when the clock says so. */
export type WakingClock = Clock & { onChange?(listener: () => void): () => void };

export type DueWorkerOptions = {
  readonly name: string;
  readonly clock: WakingClock;
  /** When the earliest row is due, or null when there is none. */
  readonly nextDueAt: () => Promise<Date | null>;
  /** Does some of what is due and says how many rows it did; 0 ends the round. */
  readonly runDue: (now: Date) => Promise<number>;
  /** Looks at least this often, for rows that another process wrote. */
  readonly maxIdleMs?: number;
  /** How long after a `wake()` the worker looks: rows that come in the meantime share its transactions. */
  readonly gatherMs?: number;
  readonly onError?: (error: unknown) => void;
};

const DEFAULT_MAX_IDLE_MS = 30_000;
/** Rows can be due and yet not to be had, while another process holds them: this keeps from spinning. */
const MIN_IDLE_MS = 25;
const FAILURE_BACKOFF: Backoff = { baseMs: 100, capMs: 30_000 };

/**
 * A worker for rows that become due: does all that is due in batches, then sleeps until the next due time by the clock,
 * until the clock is moved, or until `wake()`. A round that fails is repeated with back-off, for ever.
 */
export function createDueWorker(options: DueWorkerOptions): Worker {
  const { name, clock, maxIdleMs = DEFAULT_MAX_IDLE_MS, gatherMs = 0 } = options;
  const alarm = createAlarm<'wake'>();
  const gathering = createAlarm<'stop'>();
  let running = false;
  let ended: Promise<void> = Promise.resolve();
  let forgetClock: (() => void) | undefined;

  const sleepMs = async (): Promise<number> => {
    const next = await options.nextDueAt();
    if (next === null) return maxIdleMs;
    return Math.min(maxIdleMs, Math.max(MIN_IDLE_MS, next.getTime() - clock.now().getTime()));
  };

  const loop = async () => {
    let failures = 0;
    while (running) {
      let idleMs: number;
      try {
        if ((await options.runDue(clock.now())) > 0) continue;
        idleMs = await sleepMs();
        failures = 0;
      } catch (error) {
        failures += 1;
        messagingMetrics.workerFailures.inc({ worker: name });
        options.onError?.(error);
        idleMs = backoffMs(failures, FAILURE_BACKOFF);
      }
      const woken = running ? await alarm.wait(idleMs) : null;
      if (woken === 'wake' && running && gatherMs > 0) await gathering.wait(gatherMs);
    }
  };

  const wake = () => alarm.ring('wake');
  return {
    name,
    wake,
    start() {
      if (running) return;
      running = true;
      forgetClock = clock.onChange?.(wake);
      ended = loop();
    },
    async stop() {
      running = false;
      forgetClock?.();
      wake();
      gathering.ring('stop');
      await ended;
    },
  };
}
