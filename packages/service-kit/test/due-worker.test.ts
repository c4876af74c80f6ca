import { afterEach, describe, expect, it } from '@jest/globals';
import { settableClock } from '../src/testing/clock.ts';
import { createDueWorker, type DueWorkerOptions } from '../src/work/due-worker.ts';
import type { Worker } from '../src/work/worker.ts';
import { until } from './support/messaging.ts';

const NOON = new Date('2026-01-01T12:00:00Z');
const HOUR_MS = 3_600_000;

/** Rows in memory that become due, and a worker over them which only wakes when it has a reason to. */
function aWorker(dueTimes: Date[], override: Partial<DueWorkerOptions> = {}) {
  const clock = settableClock(NOON);
  const done: Date[] = [];
  let rounds = 0;
  const worker = createDueWorker({
    name: 'test',
    clock,
    maxIdleMs: HOUR_MS,
    nextDueAt: () => Promise.resolve(dueTimes.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null),
    runDue: (now) => {
      rounds += 1;
      const index = dueTimes.findIndex((due) => due <= now);
      if (index < 0) return Promise.resolve(0);
      done.push(...dueTimes.splice(index, 1));
      return Promise.resolve(1);
    },
    ...override,
  });
  return { worker, clock, done, rounds: () => rounds };
}

const inHours = (hours: number) => new Date(NOON.getTime() + hours * HOUR_MS);

describe('a due worker', () => {
  let worker: Worker | undefined;
  afterEach(() => worker?.stop());

  it('does all that is due at its start, batch after batch, and leaves the rest', async () => {
    const test = aWorker([inHours(-2), inHours(0), inHours(1)]);
    worker = test.worker;
    worker.start();
    await until(() => test.rounds() === 3, 'a round found nothing left');
    expect(test.done).toEqual([inHours(-2), inHours(0)]);
  });

  it('is woken by a clock that is moved, to the minute', async () => {
    const test = aWorker([inHours(7 * 24)]);
    worker = test.worker;
    worker.start();
    await until(() => test.rounds() === 1, 'it sleeps');
    test.clock.set(new Date(inHours(7 * 24).getTime() - 60_000));
    await until(() => test.rounds() === 2, 'it looked and found nothing');
    expect(test.done).toEqual([]);
    test.clock.advance(60_000);
    await until(() => test.done.length === 1, 'it is done');
  });

  it('wakes by itself when a row becomes due', async () => {
    let now = NOON.getTime();
    const test = aWorker([new Date(NOON.getTime() + 30)], { clock: { now: () => new Date((now += 40)) } });
    worker = test.worker;
    worker.start();
    await until(() => test.done.length === 1, 'it is done');
  });

  it('sees a row that was written after it went to sleep when it is woken', async () => {
    const rows: Date[] = [];
    const test = aWorker(rows);
    worker = test.worker;
    worker.start();
    await until(() => test.rounds() === 1, 'it sleeps');
    rows.push(inHours(-1));
    worker.wake();
    await until(() => test.done.length === 1, 'it is done');
  });

  it('survives errors, and says so', async () => {
    const errors: unknown[] = [];
    let failures = 2;
    const done = Promise.withResolvers<void>();
    worker = aWorker([], {
      onError: (error) => errors.push(error),
      runDue: () => {
        if (failures-- > 0) return Promise.reject(new Error('database away'));
        done.resolve();
        return Promise.resolve(0);
      },
    }).worker;
    worker.start();
    await done.promise;
    expect(errors).toHaveLength(2);
  });

  it('ends when it is stopped, after what it is doing', async () => {
    const gate = Promise.withResolvers<number>();
    let started = false;
    worker = aWorker([], { runDue: () => ((started = true), gate.promise) }).worker;
    worker.start();
    await until(() => started, 'it runs');
    let isStopped = false;
    const stopped = worker.stop().then(() => (isStopped = true));
    expect(isStopped).toBe(false);
    gate.resolve(0);
    await stopped;
  });
});

describe('gathering', () => {
  it('lets rows come together after a wake, and stops without waiting for them', async () => {
    const rounds: number[] = [];
    let due = 0;
    const worker = createDueWorker({
      name: 'gatherer',
      clock: { now: () => new Date(0) },
      nextDueAt: async () => null,
      runDue: async () => {
        const taken = due;
        due = 0;
        if (taken > 0) rounds.push(taken);
        return taken;
      },
      gatherMs: 60,
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    worker.start();
    try {
      await turn();
      for (let row = 0; row < 3; row += 1) {
        due += 1;
        worker.wake();
        await turn();
      }
      expect(rounds).toEqual([]);
      await until(() => rounds.length > 0, 'a round found rows');
      expect(rounds).toEqual([3]);
      worker.wake();
    } finally {
      await worker.stop();
    }
  });
});
