import { describe, expect, it } from '@jest/globals';
import { coalesce } from '../src/work/coalesce.ts';

describe('coalesce', () => {
  it('makes the calls that arrive while a batch runs the next batch', async () => {
    const batches: number[][] = [];
    const gate = Promise.withResolvers<void>();
    const double = coalesce<number, number>(
      async (batch) => {
        batches.push(batch);
        await gate.promise;
        return batch.map((item) => item * 2);
      },
      { maxBatch: 10 },
    );
    const first = double(1);
    await Promise.resolve();
    await Promise.resolve();
    expect(batches).toEqual([[1]]);
    const others = [2, 3, 4].map(double);
    gate.resolve();
    expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });

  it('takes calls of one turn together, and no more than the limit at once', async () => {
    const sizes: number[] = [];
    const same = coalesce<number, number>(
      (batch) => {
        sizes.push(batch.length);
        return Promise.resolve(batch);
      },
      { maxBatch: 3 },
    );
    await Promise.all([1, 2, 3].map(same));
    expect(sizes).toEqual([3]);
    await Promise.all([1, 2, 3, 4].map(same));
    expect(sizes).toEqual([3, 3, 1]);
  });

  it('never runs two batches at once', async () => {
    let running = 0;
    let most = 0;
    const same = coalesce<number, number>(
      async (batch) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return batch;
      },
      { maxBatch: 2 },
    );
    await Promise.all(Array.from({ length: 20 }, (_, index) => same(index)));
    expect(most).toBe(1);
  });

  it('gives an error to the one whose item failed, and the others their results', async () => {
    const odd = coalesce<number, string>(
      (batch) => Promise.resolve(batch.map((item) => (item % 2 === 0 ? new Error(`even ${item}`) : `odd ${item}`))),
      { maxBatch: 10 },
    );
    const results = await Promise.allSettled([1, 2, 3].map(odd));
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('gives the error of a whole batch to all of it, and goes on with the next', async () => {
    let calls = 0;
    const flaky = coalesce<number, number>(
      (batch) => {
        calls += 1;
        return calls === 1 ? Promise.reject(new Error('down')) : Promise.resolve(batch);
      },
      { maxBatch: 2 },
    );
    const results = await Promise.allSettled([1, 2, 3].map(flaky));
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('refuses a batch that leaves an item without an answer', async () => {
    const forgetful = coalesce<number, number>(() => Promise.resolve([]), { maxBatch: 2 });
    await expect(forgetful(1)).rejects.toThrow('answer each');
  });
});
