import { describe, expect, it } from '@jest/globals';
import { add, money, multiply, sum } from '@haat/domain';
import fc from 'fast-check';
import {
  assertTendersMatch,
  type Cart,
  CART_LIMITS,
  chargePerUnitOrFlat,
  defaultPricing,
  flatRateByCountry,
  priceCart,
  type PricingPolicies,
  shortageInWords,
  type Variant,
} from '../../src/domain/index.ts';
import { T0 } from '../builders/an-order.ts';

const address = { name: 'Ana', line1: 'Rua A 1', city: 'Recife', country: 'BR' };

type Wish = { store: string; priceMinor: bigint; quantity: number; shippingMinor: bigint | null };

function priced(wishes: readonly Wish[], policies: PricingPolicies = defaultPricing) {
  const variants = wishes.map(({ store, priceMinor, shippingMinor }, index): Variant => ({
    ...{
      variantId: `v-${index}`,
      productId: 'p',
      storeId: store,
      sku: 's',
      title: `t-${index}`,
      options: {},
      weightGrams: 1,
      sellable: true,
    },
    ...{ prices: [], categoryIds: [] },
    ...{ price: money(priceMinor, 'BRL'), shipping: shippingMinor === null ? null : money(shippingMinor, 'BRL') },
  }));
  const cart: Cart = {
    ...{ cartId: 'c', checkoutId: 'k', owner: 'user:u', status: 'open', version: 1, changedAt: T0, expiresAt: T0 },
    ...{ currency: null, coupons: [] },
    lines: variants.map((variant, index) => ({
      ...variant,
      quantity: wishes[index]!.quantity,
      unitPrice: variant.price,
    })),
  };
  return priceCart(cart, {
    variants: new Map(variants.map((variant) => [variant.variantId, variant])),
    address,
    policies,
    now: T0,
  });
}

const wish = fc.record({
  store: fc.constantFrom('a', 'b', 'c'),
  priceMinor: fc.bigInt({ min: 1n, max: 1_000_000n }),
  quantity: fc.integer({ min: 1, max: 50 }),
  shippingMinor: fc.option(fc.bigInt({ min: 0n, max: 5_000n })),
});

describe('pricing', () => {
  it('adds up to the last cent: lines to orders, orders to the checkout', () => {
    const policies = { ...defaultPricing, tax: flatRateByCountry({ BR: 1733 }) };
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 12 }), (wishes) => {
        const { orders, total } = priced(wishes, policies);
        for (const order of orders) {
          const lines = order.lines.map((line) => add(add(line.itemsTotal, line.shipping), line.tax));
          expect(sum(lines, 'BRL')).toEqual(order.total);
          for (const line of order.lines) expect(line.itemsTotal).toEqual(multiply(line.variant.price, line.quantity));
        }
        expect(
          sum(
            orders.map((order) => order.total),
            'BRL',
          ),
        ).toEqual(total);
        expect(orders.map((order) => order.storeId)).toEqual([...new Set(wishes.map(({ store }) => store))]);
      }),
    );
  });

  it('charges shipping a unit where the seller set it and one flat rate for the rest of a store', () => {
    const { orders } = priced([
      { store: 'a', priceMinor: 1000n, quantity: 2, shippingMinor: 70n },
      { store: 'a', priceMinor: 1000n, quantity: 1, shippingMinor: null },
      { store: 'a', priceMinor: 2000n, quantity: 1, shippingMinor: null },
      { store: 'b', priceMinor: 1000n, quantity: 3, shippingMinor: 0n },
    ]);
    expect(orders.map((order) => order.lines.map((line) => line.shipping.amountMinor))).toEqual([
      [140n, 167n, 333n],
      [0n],
    ]);
  });

  it('can ship for nothing and taxes only the countries that have a rate', () => {
    const one = { store: 'a', priceMinor: 1000n, quantity: 1, shippingMinor: null };
    const free = { ...defaultPricing, shipping: chargePerUnitOrFlat(0n) };
    expect(priced([one], free).total.amountMinor).toBe(1000n);
    expect(priced([one], { ...free, tax: flatRateByCountry({ DE: 1900 }) }).total.amountMinor).toBe(1000n);
    expect(priced([one], { ...free, tax: flatRateByCountry({ BR: 1755 }) }).orders[0]!.lines[0]!.tax.amountMinor).toBe(
      176n,
    );
  });

  it('carries the largest amount a payment can have and not one unit more', () => {
    const largest = { store: 'a', priceMinor: CART_LIMITS.totalMinor, quantity: 1, shippingMinor: 0n };
    expect(priced([largest]).total.amountMinor).toBe(CART_LIMITS.totalMinor);
    expect(() => priced([largest, { ...largest, priceMinor: 1n }])).toThrow(
      expect.objectContaining({ code: 'ordering.amount_too_large' }),
    );
  });

  it('wants tenders that add up to the total', () => {
    const tender = (amountMinor: bigint) => ({ method: 'voucher' as const, code: 'CODE', amountMinor });
    expect(() => assertTendersMatch([tender(60n), tender(40n)], money(100n, 'BRL'))).not.toThrow();
    for (const last of [39n, 41n]) {
      expect(() => assertTendersMatch([tender(60n), tender(last)], money(100n, 'BRL'))).toThrow(
        expect.objectContaining({
          code: 'ordering.tenders_do_not_match',
          details: expect.objectContaining({ field: 'tenders' }),
        }),
      );
    }
  });

  it('names each product that falls short', () => {
    const line = { variantId: 'v', title: 'Blue mug', requested: 3, available: 1 };
    expect(shortageInWords([line, { ...line, title: 'Red mug', available: 0 }])).toBe(
      'Only 1 of “Blue mug” is left; you asked for 3. “Red mug” is sold out.',
    );
  });
});
