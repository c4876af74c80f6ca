import { describe, expect, it } from '@jest/globals';
import { amount } from '../src/console/figures.ts';
import { parseMicros, parseMinor } from '../src/input/decimal.ts';

describe('amounts', () => {
  it.each([
    ['39.95', 3995n],
    ['17.9', 1790n],
    ['0.00', 0n],
    ['5', 500n],
    ['-0.01', -1n],
    ['77183.60', 7718360n],
    ['2.550', 255n],
  ])('reads %s to the cent', (text, minor) => {
    expect(parseMinor(text)).toBe(minor);
  });

  it.each([['1.001'], ['1e3'], ['1,50'], [''], ['abc'], ['.5'], ['NaN'], ['1.2.3'], ['9999999999999']])(
    'does not take %s for an amount of cents',
    (text) => {
      expect(parseMinor(text)).toBeNull();
    },
  );

  it('keeps what is smaller than a cent, so that sums stay exact', () => {
    expect(parseMicros('0.001')).toBe(1000n);
    expect(parseMicros('0.0000001')).toBeNull();
  });

  it('writes amounts with all their cents', () => {
    expect([46808737n, 5n, -1495n, 0n, 100000000n].map(amount)).toEqual([
      '468,087.37',
      '0.05',
      '-14.95',
      '0.00',
      '1,000,000.00',
    ]);
  });
});
