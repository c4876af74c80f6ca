import { describe, expect, it } from '@jest/globals';
import { add, sum } from '@haat/domain';
import fc from 'fast-check';
import {
  type Benefit,
  discountOfPart,
  flatRateByCountry,
  type OfferedPromotion,
  type PricedCheckout,
  type PricingSettings,
  sumOfPart,
} from '../../src/domain/index.ts';
import {
  aPromotion,
  aRate,
  aTaxRule,
  aZone,
  byTotal,
  flatRate,
  type LineWish,
  pricedAs,
  type PricingWish,
} from '../builders/a-pricing.ts';

const STORES = ['a', 'b', 'c'];
const minor = (max: bigint) => fc.bigInt({ min: 1n, max });

const line: fc.Arbitrary<LineWish> = fc.record({
  store: fc.constantFrom(...STORES),
  priceMinor: minor(1_000_000n),
  quantity: fc.integer({ min: 1, max: 30 }),
  shippingMinor: fc.option(fc.bigInt({ min: 0n, max: 5_000n }), { nil: null }),
  categoryIds: fc.subarray(['root', 'food', 'books']),
});

const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  fc.integer({ min: 1, max: 10_000 }).map((rateBasisPoints): Benefit => ({ kind: 'percentage', rateBasisPoints })),
  minor(3_000_000n).map((amountMinor): Benefit => ({ kind: 'amount', amountMinor })),
  fc.constant<Benefit>({ kind: 'free_shipping' }),
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
    .map(([buyQuantity, getQuantity]): Benefit => ({ kind: 'buy_x_get_y', buyQuantity, getQuantity })),
);

const promotions: fc.Arbitrary<OfferedPromotion[]> = fc
  .array(
    fc.record({
      benefit,
      storeId: fc.constantFrom(...STORES),
      isCoupon: fc.boolean(),
      categoryIds: fc.subarray(['food', 'books']),
      minItemsMinor: fc.bigInt({ min: 0n, max: 500_000n }),
    }),
    { maxLength: 6 },
  )
  .map((wishes) =>
    wishes.map(({ benefit: what, storeId, isCoupon, categoryIds, minItemsMinor }, index) =>
      aPromotion(what, {
        ...{ promotionId: `promotion-${index}`, storeId, code: isCoupon ? `CODE${index}` : null },
        conditions: { categoryIds, minItemsMinor },
      }),
    ),
  );

const taxRules = fc.array(
  fc.record({
    rateBasisPoints: fc.integer({ min: 0, max: 10_000 }),
    inclusive: fc.boolean(),
    taxesShipping: fc.boolean(),
    categoryId: fc.option(fc.constantFrom('food', 'books')),
    region: fc.option(fc.constantFrom('PE', 'SP')),
  }),
  { maxLength: 4 },
);

const wish: fc.Arbitrary<PricingWish & { settings: PricingSettings }> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    promotions,
    taxRules,
    hasZone: fc.boolean(),
    chargeMinor: fc.bigInt({ min: 0n, max: 9_999n }),
    currency: fc.constantFrom(null, 'BRL', 'USD', 'JPY', 'KWD'),
    rate: fc.integer({ min: 1, max: 99_999 }),
  })
  .map(({ lines, promotions: offered, taxRules: rules, hasZone, chargeMinor, currency, rate }) => {
    const rates = [flatRate('flat', chargeMinor), byTotal('total', [[0n, chargeMinor / 2n + 1n]])];
    const coupons = offered
      .filter(({ code }, index) => code !== null && offered.findIndex((each) => each.code !== null) === index)
      .map(({ storeId, promotionId, code }) => ({ storeId, promotionId, code: code! }));
    return {
      ...{ lines: lines.map((each, index) => ({ ...each, variantId: `v-${index}` })), currency, coupons },
      settings: {
        promotions: offered,
        zones: new Map(hasZone ? [['a', { currency: 'BRL', zones: [aZone(rates)] }]] : []),
        taxRules: rules.map((rule, index) => aTaxRule({ ...rule, taxRuleId: `tax-${index}` })),
        rates: ['USD', 'JPY', 'KWD'].map((to) => aRate('BRL', to, `0.${String(rate).padStart(5, '0')}`)),
      },
    };
  });

const linesOf = ({ orders }: PricedCheckout) => orders.flatMap(({ lines }) => lines);

describe('explained prices', () => {
  it('name for each part of each line the rules that it comes from, to the last minor unit', () => {
    fc.assert(
      fc.property(wish, (wanted) => {
        for (const priced of linesOf(pricedAs(wanted))) {
          const { currency } = priced.itemsTotal;
          const { explanations } = priced;
          expect(sumOfPart(explanations, 'items', currency)).toEqual(priced.itemsTotal);
          expect(sumOfPart(explanations, 'shipping', currency)).toEqual(priced.shipping);
          expect(sumOfPart(explanations, 'tax', currency)).toEqual(priced.tax);
          expect(discountOfPart(explanations, 'items', currency)).toEqual(priced.discount);
          const gross = priced.unitPrice.amountMinor * BigInt(priced.quantity);
          expect(priced.itemsTotal.amountMinor + priced.discount.amountMinor).toBe(gross);
        }
      }),
    );
  });

  it('add up: lines to orders, orders to the checkout; and nothing is below zero', () => {
    fc.assert(
      fc.property(wish, (wanted) => {
        const { orders, total } = pricedAs(wanted);
        for (const order of orders) {
          const amounts = order.lines.map((each) => add(add(each.itemsTotal, each.shipping), each.tax));
          expect(sum(amounts, total.currency)).toEqual(order.total);
          for (const each of order.lines)
            for (const part of [each.itemsTotal, each.discount, each.shipping, each.tax])
              expect(part.amountMinor >= 0n).toBe(true);
        }
        expect(
          sum(
            orders.map((order) => order.total),
            total.currency,
          ),
        ).toEqual(total);
      }),
    );
  });

  it('do not depend on the order in which the cart was filled, line by line', () => {
    const costs = (priced: PricedCheckout) =>
      linesOf(priced)
        .map(({ variant, itemsTotal, shipping, tax }) =>
          [variant.variantId, itemsTotal.amountMinor, shipping.amountMinor, tax.amountMinor].join(' '),
        )
        .sort();
    const policies = { tax: flatRateByCountry({ BR: 1733 }) };
    fc.assert(
      fc.property(wish, fc.infiniteStream(fc.nat()), (wanted, ranks) => {
        const shuffled = wanted.lines
          .map((each) => ({ each, rank: ranks.next().value as number }))
          .sort((one, other) => one.rank - other.rank)
          .map(({ each }) => each);
        const [one, other] = [wanted.lines, shuffled].map((lines) => pricedAs({ ...wanted, lines, policies }));
        expect(costs(other!)).toEqual(costs(one!));
      }),
    );
  });

  it('share an amount off out without losing or making a minor unit', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), minor(3_000_000n), (lines, amountMinor) => {
        const own = lines.map((each) => ({ ...each, store: 'a' }));
        const off = aPromotion({ kind: 'amount', amountMinor });
        const priced = linesOf(pricedAs({ lines: own, settings: { promotions: [off] } }));
        const gross = own.reduce((total, each) => total + each.priceMinor! * BigInt(each.quantity!), 0n);
        const taken = priced.reduce((total, each) => total + each.discount.amountMinor, 0n);
        expect(taken).toBe(amountMinor < gross ? amountMinor : gross);
      }),
    );
  });

  it('never charge more for a promotion more', () => {
    fc.assert(
      fc.property(wish, (wanted) => {
        const without = { ...wanted, settings: { ...wanted.settings, promotions: [] }, coupons: [] };
        const withoutTax = (each: PricingWish) =>
          pricedAs({ ...each, settings: { ...each.settings, taxRules: [], zones: new Map() } });
        expect(withoutTax(wanted).total.amountMinor <= withoutTax(without).total.amountMinor).toBe(true);
      }),
    );
  });
});
