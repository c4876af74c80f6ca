import { describe, expect, it } from '@jest/globals';
import { createLimiter } from '../src/infrastructure/images/limiter.ts';

describe('a limiter', () => {
  it('lets so many work, so many wait, and sends the next one away', async () => {
    const limited = createLimiter({ maxActive: 2, maxWaiting: 1 }, () => new Error('busy'));
    const finish: (() => void)[] = [];
    const started: number[] = [];
    const run = (number: number) =>
      limited(() => {
        started.push(number);
        return new Promise<void>((resolve) => finish.push(resolve));
      });
    const [first, , third] = [run(1), run(2), run(3)];
    await expect(run(4)).rejects.toThrow('busy');
    expect(started).toEqual([1, 2]);
    finish[0]!();
    await first;
    expect(started).toEqual([1, 2, 3]);
    await expect(Promise.race([third, 'still at work'])).resolves.toBe('still at work');
    const fifth = run(5);
    finish[1]!();
    finish[2]!();
    await third;
    finish[3]!();
    await fifth;
  });

  it('gives the place of one that fails to the next', async () => {
    const limited = createLimiter({ maxActive: 1, maxWaiting: 5 }, () => new Error('busy'));
    const failing = limited(() => Promise.reject(new Error('broken')));
    const next = limited(async () => 'done');
    await expect(failing).rejects.toThrow('broken');
    await expect(next).resolves.toBe('done');
  });
});
