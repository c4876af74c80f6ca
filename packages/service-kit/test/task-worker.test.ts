import { describe, expect, it } from '@jest/globals';
import { createTaskWorker, type Task } from '../src/index.ts';
import { settableClock } from '../src/testing/clock.ts';
import { until } from './support/messaging.ts';

const NOON = new Date('2026-01-01T12:00:00Z');

function aWorker({ fails = () => false, gate }: { fails?: (item: string) => boolean; gate?: Promise<void> } = {}) {
  const clock = settableClock(NOON);
  const rows = new Map<string, { dueAt: Date; attempts: number }>();
  const done: string[] = [];
  let claims = 0;
  const worker = createTaskWorker<string>({
    name: 'tasks',
    clock,
    keyOf: (item) => item,
    claimDue: async (now): Promise<Task<string>[]> => {
      claims += 1;
      const due = [...rows].filter(([, row]) => row.dueAt <= now);
      for (const [, row] of due) row.dueAt = new Date(now.getTime() + 5_000);
      return due.map(([item, row]) => ({ item, attempts: (row.attempts += 1) }));
    },
    nextDueAt: async () =>
      [...rows.values()].map((row) => row.dueAt).sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    run: async (item) => {
      await gate;
      if (fails(item)) throw new Error('not yet');
      rows.delete(item);
      done.push(item);
    },
    postpone: async (item, at) => {
      rows.get(item)!.dueAt = at;
    },
    maxConcurrent: 2,
    maxBatch: 10,
    backoff: { baseMs: 1_000, capMs: 1_000 },
  });
  const store = (item: string) => rows.set(item, { dueAt: new Date(clock.now().getTime() + 5_000), attempts: 0 });
  return { worker, clock, store, rows, done, claims: () => claims };
}

describe('a task worker', () => {
  it('does what is handed over without reading the table for it', async () => {
    const { worker, store, done } = aWorker();
    worker.start();
    for (const item of ['a', 'b', 'c']) store(item);
    worker.handOver(['a', 'b', 'c']);
    await until(() => done.length === 3, 'all are done');
    await worker.stop();
    expect(done.sort()).toEqual(['a', 'b', 'c']);
  });

  it('claims what a process that died left behind, once its lease has ended', async () => {
    const { worker, clock, store, done } = aWorker();
    store('left');
    worker.start();
    clock.advance(5_001);
    await until(() => done.length === 1, 'it is done');
    await worker.stop();
  });

  it('puts off what fails and tries it again later, while others go on', async () => {
    let isDown = true;
    const { worker, clock, store, done, rows } = aWorker({ fails: (item) => item === 'bad' && isDown });
    worker.start();
    for (const item of ['bad', 'good']) store(item);
    worker.handOver(['bad', 'good']);
    await until(
      () => done.includes('good') && rows.get('bad')!.dueAt.getTime() < NOON.getTime() + 5_000,
      'it is put off',
    );
    isDown = false;
    clock.advance(5_001);
    await until(() => done.includes('bad'), 'it is done after all');
    await worker.stop();
  });

  it('lets what is in hand finish when it stops, and begins nothing new', async () => {
    const gate = Promise.withResolvers<void>();
    const { worker, store, done } = aWorker({ gate: gate.promise });
    worker.start();
    for (const item of ['a', 'b', 'c']) store(item);
    worker.handOver(['a', 'b', 'c']);
    const stopped = worker.stop();
    gate.resolve();
    await stopped;
    expect(done.sort()).toEqual(['a', 'b']);
  });
});
