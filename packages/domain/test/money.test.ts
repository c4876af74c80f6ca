import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  allocate,
  CurrencyMismatch,
  money,
  shareAtRate,
  subtract,
  sum,
  WHOLE_BASIS_POINTS,
} from '../src/index.ts';

const amount = () => fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });

describe('money', () => {
  it('refuses to mix currencies', () => {
    expect(() => add(money(1n, 'EUR'), money(1n, 'USD'))).toThrow(CurrencyMismatch);
    expect(() => subtract(money(1n, 'EUR'), money(1n, 'USD'))).toThrow(CurrencyMismatch);
  });

  it('allocates without losing or inventing a unit', () => {
    fc.assert(
      fc.property(
        amount(),
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 20 }),
        (value, weights) => {
          fc.pre(weights.some((weight) => weight > 0n));
          const parts = allocate(money(value, 'EUR'), weights);
          expect(sum(parts, 'EUR').amountMinor).toBe(value);
          expect(parts).toHaveLength(weights.length);
        },
      ),
    );
  });

  it('gives nothing to a part of no weight unless only remainders are left', () => {
    expect(allocate(money(10n, 'EUR'), [1n, 0n]).map((part) => part.amountMinor)).toEqual([10n, 0n]);
  });

  it.each([
    [1000n, 1000, 100n],
    [5n, 1000, 1n],
    [4n, 1000, 0n],
    [-5n, 1000, -1n],
    [333n, 3333, 111n],
  ])('takes a share of %s at %s basis points as %s, half away from zero', (value, rate, expected) => {
    expect(shareAtRate(money(value, 'EUR'), rate).amountMinor).toBe(expected);
  });

  it('never takes more than the whole', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 14n }),
        fc.integer({ min: 0, max: Number(WHOLE_BASIS_POINTS) }),
        (value, rate) => {
          const share = shareAtRate(money(value, 'EUR'), rate).amountMinor;
          expect(share >= 0n && share <= value).toBe(true);
        },
      ),
    );
  });
});
