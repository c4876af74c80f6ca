import { describe, expect, it } from '@jest/globals';
import { money } from '@haat/domain';
import { assertZones, taxRuleFor } from '../../src/domain/index.ts';
import {
  aPromotion,
  aRate,
  aTaxRule,
  aZone,
  byTotal,
  byWeight,
  flatRate,
  FREE_SHIPPING,
  HOME,
  percent,
  pricedAs,
  type PricingWish,
  zonesOf,
} from '../builders/a-pricing.ts';
import { T0 } from '../builders/an-order.ts';
import { refusal } from '../builders/refusal.ts';

const shippingOf = (wish: PricingWish) =>
  pricedAs(wish).orders.flatMap(({ lines }) => lines.map(({ shipping }) => shipping.amountMinor));

describe('shipping zones', () => {
  const brazil = aZone([flatRate('post', 900n), flatRate('van', 400n)], [{ country: 'BR' }]);
  const recife = aZone([flatRate('bike', 100n)], [{ country: 'BR', region: 'pe ' }]);
  const world = aZone([flatRate('ship', 5000n)]);
  const lines = [{ priceMinor: 1000n }, { priceMinor: 2000n }];

  it('ship by the cheapest method unless the buyer chooses another, and share its charge out by value', () => {
    const settings = { zones: zonesOf('a', brazil, world) };
    expect(shippingOf({ lines, settings })).toEqual([133n, 267n]);
    const chosen = pricedAs({ lines, settings, choices: [{ storeId: 'a', methodId: 'post' }] }).orders[0]!;
    expect(chosen.chosenMethod).toMatchObject({ methodId: 'post', amount: money(900n, 'BRL') });
    expect(chosen.shippingMethods.map(({ methodId }) => methodId)).toEqual(['van', 'post']);
    expect(chosen.lines.map(({ shipping }) => shipping.amountMinor)).toEqual([300n, 600n]);
  });

  it('go by region, then country, then the rest of the world', () => {
    const settings = { zones: zonesOf('a', world, brazil, recife) };
    const to = (address: Partial<typeof HOME>) => {
      const [order] = pricedAs({ lines, settings, address: { ...HOME, ...address } }).orders;
      return order!.chosenMethod!.methodId;
    };
    expect([to({}), to({ region: 'SP' }), to({ country: 'PT' })]).toEqual(['bike', 'van', 'ship']);
  });

  it('refuse an address that no zone names, and name the store', () => {
    const wish = { lines, settings: { zones: zonesOf('a', recife) }, address: { ...HOME, region: 'SP' } };
    expect(() => pricedAs(wish)).toThrow(
      expect.objectContaining({ code: 'ordering.not_shippable', details: expect.objectContaining({ storeId: 'a' }) }),
    );
  });

  it('refuse a choice that the store does not offer there', () => {
    const settings = { zones: zonesOf('a', brazil) };
    const choices = [
      { storeId: 'b', methodId: 'x' },
      { storeId: 'a', methodId: 'bike' },
    ];
    expect(() => pricedAs({ lines, settings, choices })).toThrow(
      refusal('ordering.shipping_method_not_found', 'shippingChoices.1.methodId') as never,
    );
  });

  it.each([
    [1000, 300n],
    [1001, 700n],
    [5000, 700n],
    [5001, null],
  ])('charge by weight: %s g', (weightGrams, expected) => {
    const rates = [
      byWeight('post', [
        [1000, 300n],
        [5000, 700n],
      ]),
    ];
    const wish = { lines: [{ weightGrams }], settings: { zones: zonesOf('a', aZone(rates)) } };
    if (expected === null) expect(() => pricedAs(wish)).toThrow(refusal('ordering.not_shippable', 'cartId') as never);
    else expect(shippingOf(wish)).toEqual([expected]);
  });

  it('charge by what the items cost after discounts', () => {
    const zones = zonesOf(
      'a',
      aZone([
        byTotal('post', [
          [0n, 800n],
          [1000n, 0n],
        ]),
      ]),
    );
    expect(shippingOf({ lines: [{ priceMinor: 999n }], settings: { zones } })).toEqual([800n]);
    expect(shippingOf({ lines: [{ priceMinor: 1000n }], settings: { zones } })).toEqual([0n]);
    const promotions = [aPromotion(percent(1))];
    expect(shippingOf({ lines: [{ priceMinor: 5000n }], settings: { zones, promotions } })).toEqual([0n]);
    expect(
      shippingOf({ lines: [{ priceMinor: 1000n }], settings: { zones, promotions: [aPromotion(percent(100))] } }),
    ).toEqual([800n]);
  });

  it('are converted where the buyer pays in another currency', () => {
    const settings = { zones: zonesOf('a', brazil), rates: [aRate('BRL', 'JPY', '27.5')] };
    expect(shippingOf({ lines: [{}], currency: 'JPY', settings })).toEqual([110n]);
  });

  it('can be made free by a promotion', () => {
    const settings = { zones: zonesOf('a', brazil), promotions: [aPromotion(FREE_SHIPPING)] };
    expect(shippingOf({ lines, settings })).toEqual([0n, 0n]);
  });

  it('name each area once and have tiers that ascend', () => {
    const fails =
      (...zones: Parameters<typeof assertZones>[0]) =>
      () =>
        assertZones(zones);
    expect(fails(brazil, recife, world)).not.toThrow();
    expect(fails(brazil, aZone([flatRate('x', 1n)], [{ country: 'PT' }, { country: 'BR' }]))).toThrow(
      refusal('ordering.area_named_twice', 'zones.1.areas') as never,
    );
    expect(fails(world, world)).toThrow(refusal('ordering.area_named_twice') as never);
    expect(
      fails(
        aZone([
          flatRate('x', 1n),
          byWeight('y', [
            [5, 1n],
            [5, 2n],
          ]),
        ]),
      ),
    ).toThrow(refusal('ordering.tiers_not_in_order', 'zones.0.rates.1.tiers') as never);
    expect(
      fails(
        aZone([
          byTotal('y', [
            [5n, 1n],
            [4n, 2n],
          ]),
        ]),
      ),
    ).toThrow(refusal('ordering.tiers_not_in_order') as never);
  });
});

describe('tax rules', () => {
  const taxesOf = (wish: PricingWish) =>
    pricedAs(wish).orders.flatMap(({ lines }) => lines.map(({ tax }) => tax.amountMinor));

  it('are rounded half up line by line, and bear on shipping where they say so', () => {
    const lines = [
      { priceMinor: 105n, shippingMinor: 100n },
      { priceMinor: 104n, shippingMinor: 100n },
    ];
    const tax = (rule: Parameters<typeof aTaxRule>[0]) => taxesOf({ lines, settings: { taxRules: [aTaxRule(rule)] } });
    expect(tax({})).toEqual([11n, 10n]);
    expect(tax({ taxesShipping: true })).toEqual([21n, 20n]);
    expect(tax({ country: 'PT' })).toEqual([0n, 0n]);
  });

  it('are told and not added where prices hold them', () => {
    const rule = aTaxRule({ inclusive: true, rateBasisPoints: 2500, name: 'VAT 25 %' });
    const [order] = pricedAs({ lines: [{ priceMinor: 1003n }], settings: { taxRules: [rule] } }).orders;
    expect(order!.total).toEqual(money(1003n, 'BRL'));
    expect(order!.lines[0]!.explanations.at(-1)).toMatchObject({
      ...{ kind: 'tax', amount: money(0n, 'BRL'), included: money(201n, 'BRL'), rule: { name: 'VAT 25 %' } },
    });
  });

  it('go by what is paid, not by what was asked', () => {
    const settings = { taxRules: [aTaxRule()], promotions: [aPromotion(percent(5000))] };
    expect(taxesOf({ lines: [{}], settings })).toEqual([50n]);
  });

  it('of a region go before those of a country, the nearest category before others, then the latest', () => {
    const rules = [
      aTaxRule({ taxRuleId: 'country' }),
      aTaxRule({ taxRuleId: 'country food', categoryId: 'food' }),
      aTaxRule({ taxRuleId: 'country fruit', categoryId: 'fruit' }),
      aTaxRule({ taxRuleId: 'region', region: 'pe' }),
      aTaxRule({ taxRuleId: 'later', validFrom: new Date(T0.getTime() + 1) }),
    ];
    const ruleFor = (categoryIds: string[], region: string) =>
      taxRuleFor(rules, { categoryIds }, { ...HOME, region })?.taxRuleId;
    expect(ruleFor(['food', 'fruit'], 'PE')).toBe('region');
    expect(ruleFor(['food', 'fruit'], 'SP')).toBe('country fruit');
    expect(ruleFor(['food'], 'SP')).toBe('country food');
    expect(ruleFor(['books'], 'SP')).toBe('later');
  });
});
