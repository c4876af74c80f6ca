import { describe, expect, it } from '@jest/globals';
import { money } from '@haat/domain';
import { explanationsOf, isUsual } from '../../src/domain/index.ts';
import { aRate, HOME, pricedAs } from '../builders/a-pricing.ts';
import { refusal } from '../builders/refusal.ts';

describe('prices in several currencies', () => {
  it("take the seller's own price in the currency, else convert at the rate, unit by unit", () => {
    const lines = [
      { priceMinor: 1999n, quantity: 3 },
      { priceMinor: 1999n, prices: [money(450n, 'USD')], quantity: 2 },
    ];
    const settings = { rates: [aRate('BRL', 'USD', '0.2'), aRate('USD', 'BRL', '4')] };
    const [order] = pricedAs({ lines, currency: 'USD', settings }).orders;
    expect(order!.lines.map(({ unitPrice, itemsTotal }) => [unitPrice, itemsTotal])).toEqual([
      [money(400n, 'USD'), money(1200n, 'USD')],
      [money(450n, 'USD'), money(900n, 'USD')],
    ]);
    expect(order!.lines[0]!.explanations[0]).toEqual({
      ...{ kind: 'conversion', part: 'items', appliesTo: 'line', amount: money(1200n, 'USD') },
      ...{ from: money(5997n, 'BRL'), rule: { id: 'BRL-USD', name: '1 BRL = 0.2 USD' } },
    });
    expect(order!.lines[1]!.explanations[0]).toMatchObject({ kind: 'price' });
  });

  it.each([
    ['JPY', '27.349', 547n],
    ['KWD', '0.0551234', 1102n],
    ['USD', '0.18005', 360n],
  ])('mind the digits of %s', (currency, rate, expected) => {
    const { total } = pricedAs({
      lines: [{ priceMinor: 1999n }],
      currency,
      settings: { rates: [aRate('BRL', currency, rate)] },
    });
    expect(total).toEqual(money(expected, currency));
  });

  it('never make a price nothing, however coarse the currency', () => {
    const settings = { rates: [aRate('BRL', 'JPY', '0.001')] };
    expect(pricedAs({ lines: [{ priceMinor: 1n, quantity: 3 }], currency: 'JPY', settings }).total).toEqual(
      money(3n, 'JPY'),
    );
  });

  it('go back along a rate where only the other direction has one', () => {
    const settings = { rates: [aRate('USD', 'BRL', '5')] };
    expect(pricedAs({ lines: [{}], currency: 'USD', settings }).total).toEqual(money(200n, 'USD'));
  });

  it('convert the usual charges too, and say from what', () => {
    const settings = { rates: [aRate('BRL', 'USD', '0.2')] };
    const [order] = pricedAs({ lines: [{ shippingMinor: null }], currency: 'USD', settings }).orders;
    expect(order!.lines[0]!.shipping).toEqual(money(100n, 'USD'));
    expect(order!.lines[0]!.explanations.at(-1)).toMatchObject({ from: money(500n, 'BRL') });
  });

  it('refuse a currency without a rate, and goods of another currency in a cart that has chosen none', () => {
    expect(() => pricedAs({ lines: [{}], currency: 'USD' })).toThrow(refusal('ordering.no_exchange_rate') as never);
    expect(() => pricedAs({ lines: [{}, { store: 'b', currency: 'USD' }] })).toThrow(
      refusal('ordering.currency_mismatch') as never,
    );
  });

  it('leave the usual line as it was: its explanations follow from its amounts', () => {
    const [order] = pricedAs({ lines: [{ shippingMinor: null, quantity: 2 }], address: HOME }).orders;
    const [line] = order!.lines;
    expect(line!.explanations.every(isUsual)).toBe(true);
    const { explanations, discount: _none, ...kept } = line!;
    expect(explanationsOf(kept)).toEqual(explanations);
  });
});
