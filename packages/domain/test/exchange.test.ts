import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { convert, formatRate, inverse, minorDigitsOf, money, parseRate } from '../src/index.ts';

const rate = (from: string, to: string, text: string) => ({ from, to, rateScaled: parseRate(text) });

describe('exchange', () => {
  it.each([
    ['1000', 'USD', 'BRL', '5.4321', '5432'],
    ['1', 'USD', 'BRL', '5.4999999999', '5'],
    ['1', 'USD', 'BRL', '5.5', '6'],
    ['1999', 'USD', 'JPY', '149.5', '2989'],
    ['149', 'JPY', 'USD', '0.0066889632', '100'],
    ['1000', 'KWD', 'USD', '3.25', '325'],
    ['100', 'USD', 'KWD', '0.3075', '308'],
    ['3', 'JPY', 'KWD', '0.002', '6'],
    ['-1', 'USD', 'BRL', '5.5', '-6'],
  ])('%s minor units of %s are in %s at %s exactly %s', (amount, from, to, text, expected) => {
    expect(convert(money(BigInt(amount), from), rate(from, to, text))).toEqual(money(BigInt(expected), to));
  });

  it('reads and writes rates without losing a digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), (scaled) => {
        expect(parseRate(formatRate(scaled))).toBe(scaled);
      }),
    );
    expect(formatRate(parseRate('5.4300'))).toBe('5.43');
    expect(formatRate(parseRate('1'))).toBe('1');
    expect(() => parseRate('1.12345678901')).toThrow(RangeError);
    expect(() => parseRate('1e3')).toThrow(RangeError);
  });

  it('never moves an amount by more than half a minor unit, and keeps order', () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 11n });
    fc.assert(
      fc.property(amounts, amounts, fc.bigInt({ min: 1n, max: 10n ** 13n }), (one, other, rateScaled) => {
        const there = { from: 'BRL', to: 'EUR', rateScaled };
        const [left, right] = [one, other].map((each) => convert(money(each, 'BRL'), there).amountMinor);
        const scale = 10n ** 10n;
        const off = 2n * (left! * scale - one * rateScaled);
        expect(off <= scale && off > -scale).toBe(true);
        if (one <= other) expect(left! <= right!).toBe(true);
      }),
    );
  });

  it('finds the way back, unless nothing of it is left', () => {
    expect(inverse(rate('USD', 'BRL', '5'))).toEqual(rate('BRL', 'USD', '0.2'));
    expect(formatRate(inverse(rate('USD', 'BRL', '5.4321'))!.rateScaled)).toBe('0.1840908673');
    expect(inverse({ from: 'USD', to: 'IDR', rateScaled: 3n * 10n ** 20n })).toBeNull();
  });

  it('knows the currencies whose minor unit is not a hundredth', () => {
    expect(['BRL', 'JPY', 'KWD', 'CLF'].map(minorDigitsOf)).toEqual([2, 0, 3, 4]);
  });
});
