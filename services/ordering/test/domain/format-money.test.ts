import { describe, expect, it } from '@jest/globals';
import { money } from '@haat/domain';
import { formatMoney } from '../../src/domain/index.ts';

describe('an amount in words', () => {
  it.each([
    [129_990n, 'BRL', 'BRL 1,299.90'],
    [5n, 'BRL', 'BRL 0.05'],
    [-123_456_789n, 'USD', 'USD -1,234,567.89'],
    [1500n, 'JPY', 'JPY 1,500'],
    [1500n, 'KWD', 'KWD 1.500'],
    [9_007_199_254_740_993n, 'EUR', 'EUR 90,071,992,547,409.93'],
  ])('writes %s of %s as %s', (amountMinor, currency, expected) => {
    expect(formatMoney(money(amountMinor, currency))).toBe(expected);
  });
});
