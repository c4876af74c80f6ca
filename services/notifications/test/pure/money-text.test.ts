import { describe, expect, it } from '@jest/globals';
import { moneyText } from '../../src/application/money-text.ts';

describe('an amount for people', () => {
  it.each([
    ['0', 'BRL', 'BRL 0.00'],
    ['5', 'BRL', 'BRL 0.05'],
    ['12990', 'BRL', 'BRL 129.90'],
    ['100000000', 'USD', 'USD 1,000,000.00'],
    ['-250', 'GBP', 'GBP -2.50'],
    ['1234', 'JPY', 'JPY 1,234'],
    ['1234567', 'KWD', 'KWD 1,234.567'],
    ['9007199254740993', 'BRL', 'BRL 90,071,992,547,409.93'],
  ])('%s %s is %s', (amountMinor, currency, text) => expect(moneyText({ amountMinor, currency })).toBe(text));
});
