import { describe, expect, it } from '@jest/globals';
import { formatDecimal, parseDecimal } from './decimal.ts';

describe('amounts as people write them', () => {
  it.each([
    ['12.5', 'EUR', 1250n],
    ['12', 'EUR', 1200n],
    ['0.01', 'EUR', 1n],
    ['1200', 'JPY', 1200n],
    ['1.234', 'KWD', 1234n],
    // A float would make 4.35 * 100 = 434.99999999999994 of this.
    ['4.35', 'USD', 435n],
    ['999999999999999.99', 'EUR', 99999999999999999n],
  ])('%s %s is %d', (text, currency, amountMinor) => {
    expect(parseDecimal(text, currency)).toBe(amountMinor);
  });

  it.each([
    ['1.005', 'EUR'],
    ['1.5', 'JPY'],
    ['1,50', 'EUR'],
    ['1.', 'EUR'],
    ['.5', 'EUR'],
    ['-1', 'EUR'],
    ['+1', 'EUR'],
    ['1e3', 'EUR'],
    ['0x10', 'EUR'],
    ['١٢', 'EUR'],
    ['1 000', 'EUR'],
    ['', 'EUR'],
    ['9'.repeat(16), 'EUR'],
  ])('%j %s is none', (text, currency) => {
    expect(parseDecimal(text, currency)).toBeNull();
  });

  it.each([
    [5n, 'EUR', '0.05'],
    [123456n, 'EUR', '1234.56'],
    [1200n, 'JPY', '1200'],
    [1n, 'KWD', '0.001'],
  ])('%d %s is written %s, and read back', (amountMinor, currency, text) => {
    expect(formatDecimal(amountMinor, currency)).toBe(text);
    expect(parseDecimal(text, currency)).toBe(amountMinor);
  });
});
