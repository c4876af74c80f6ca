import { describe, expect, it } from '@jest/globals';
import { money } from '@haat/domain';
import { changePromotion, endPromotion, type PricedCheckout, promotionStatus } from '../../src/domain/index.ts';
import {
  aCoupon,
  amount,
  aPromotion,
  aRate,
  FREE_SHIPPING,
  percent,
  pricedAs,
  type PricingWish,
} from '../builders/a-pricing.ts';
import { T0 } from '../builders/an-order.ts';
import { refusal } from '../builders/refusal.ts';

const later = (ms: number) => new Date(T0.getTime() + ms);
const discounts = ({ orders }: PricedCheckout) =>
  orders.flatMap(({ lines }) => lines.map(({ discount }) => discount.amountMinor));
const offOf = (wish: PricingWish) => discounts(pricedAs(wish));

describe('automatic promotions', () => {
  it('take a percentage off each line, half a cent counting as a whole one', () => {
    const lines = [{ priceMinor: 999n, quantity: 3 }, { priceMinor: 15n }];
    expect(offOf({ lines, settings: { promotions: [aPromotion(percent(1000))] } })).toEqual([300n, 2n]);
  });

  it('spread an amount over what they are for, and no more than that costs', () => {
    const lines = [{ priceMinor: 1000n }, { priceMinor: 1000n }, { priceMinor: 1000n }];
    const off = (amountMinor: bigint, variantIds: string[] = []) =>
      offOf({ lines, settings: { promotions: [aPromotion(amount(amountMinor), { conditions: { variantIds } })] } });
    expect(off(100n)).toEqual([34n, 33n, 33n]);
    expect(off(100n, ['v-0', 'v-2'])).toEqual([50n, 0n, 50n]);
    expect(off(5000n, ['v-1'])).toEqual([0n, 1000n, 0n]);
  });

  it('give the cheapest units of each group away, whatever lines they are of', () => {
    const lines = [
      { priceMinor: 500n, quantity: 3 },
      { priceMinor: 300n, quantity: 2 },
      { priceMinor: 900n, quantity: 1 },
    ];
    const off = (buyQuantity: number, getQuantity: number) =>
      offOf({ lines, settings: { promotions: [aPromotion({ kind: 'buy_x_get_y', buyQuantity, getQuantity })] } });
    expect(off(2, 1)).toEqual([0n, 600n, 0n]);
    expect(off(1, 1)).toEqual([500n, 600n, 0n]);
    expect(off(5, 1)).toEqual([0n, 300n, 0n]);
    expect(off(6, 1)).toEqual([0n, 0n, 0n]);
  });

  it('make shipping free, and say what it would have cost', () => {
    const settings = { promotions: [aPromotion(FREE_SHIPPING, { name: 'Ship free' })] };
    const [order] = pricedAs({ lines: [{ shippingMinor: 250n, quantity: 2 }], settings }).orders;
    expect(order!.total).toEqual(money(2000n, 'BRL'));
    expect(order!.lines[0]!.explanations.filter(({ part }) => part === 'shipping')).toMatchObject([
      { kind: 'shipping', amount: money(500n, 'BRL') },
      { kind: 'discount', amount: money(-500n, 'BRL'), rule: { name: 'Ship free' } },
    ]);
  });

  it('do not add up: each line gets the one that takes off most, of equal ones the older', () => {
    const cheap = aPromotion(percent(1000), { promotionId: 'p-2', name: 'ten' });
    const dear = aPromotion(amount(400n), { promotionId: 'p-3', name: 'four', conditions: { variantIds: ['v-1'] } });
    const old = aPromotion(percent(1000), { promotionId: 'p-1', name: 'older ten' });
    const { orders } = pricedAs({ lines: [{}, {}], settings: { promotions: [cheap, dear, old] } });
    const rules = orders[0]!.lines.map(({ explanations }) => explanations.at(-1)!.rule.name);
    expect(rules).toEqual(['older ten', 'four']);
    expect(discounts({ orders } as PricedCheckout)).toEqual([100n, 400n]);
  });

  it('leave other stores alone', () => {
    const lines = [{ store: 'a' }, { store: 'b' }];
    expect(offOf({ lines, settings: { promotions: [aPromotion(percent(5000), { storeId: 'b' })] } })).toEqual([
      0n,
      500n,
    ]);
  });

  it.each([
    ['before they begin', { startsAt: later(1) }, 0n],
    ['from their beginning on', { startsAt: T0 }, 100n],
    ['until before their end', { endsAt: later(1) }, 100n],
    ['from their end on', { startsAt: later(-5), endsAt: T0 }, 0n],
    ['below the minimum', { conditions: { minItemsMinor: 1001n } }, 0n],
    ['at the minimum', { conditions: { minItemsMinor: 1000n } }, 100n],
    ['for another product', { conditions: { productIds: ['x'] } }, 0n],
    ['for its product', { conditions: { productIds: ['p-v-0'] } }, 100n],
    ['for its category or one above', { conditions: { categoryIds: ['above'] } }, 100n],
    ['for another category', { conditions: { categoryIds: ['beside'] } }, 0n],
    ['with a use left', { totalLimit: 3, uses: 2 }, 100n],
    ['with no use left', { totalLimit: 3, uses: 3 }, 0n],
    ['with no use left for the buyer', { perBuyerLimit: 1, usesByBuyer: 1 }, 0n],
    ['for a first order that is one', { conditions: { firstOrderOnly: true } }, 100n],
    ['for a first order that is none', { conditions: { firstOrderOnly: true }, isFirstOrder: false }, 0n],
  ])('count %s', (_when, traits, expected) => {
    const promotion = aPromotion(percent(1000), traits);
    const lines = [{ categoryIds: ['above', 'below'] }];
    expect(offOf({ lines, settings: { promotions: [promotion] } })).toEqual([expected]);
  });
});

describe('coupons', () => {
  it('come on top of what is left after automatic promotions', () => {
    const { promotion, entered } = aCoupon(percent(1000));
    const automatic = aPromotion(percent(2000));
    const wish = { lines: [{}], coupons: [entered], settings: { promotions: [promotion, automatic] } };
    expect(offOf(wish)).toEqual([280n]);
    expect(pricedAs(wish).orders[0]!.coupons).toEqual([{ ...entered, name: 'A promotion', reason: null }]);
  });

  it('count only where they are on the cart', () => {
    const { promotion } = aCoupon(percent(1000));
    expect(offOf({ lines: [{}], settings: { promotions: [promotion] } })).toEqual([0n]);
  });

  it.each([
    ['used_up', { totalLimit: 1, uses: 1 }],
    ['used_by_you', { perBuyerLimit: 1, usesByBuyer: 1 }],
    ['not_started', { startsAt: later(1) }],
    ['ended', { startsAt: later(-5), endsAt: T0 }],
    ['minimum_not_reached', { conditions: { minItemsMinor: 1001n } }],
    ['no_matching_items', { conditions: { productIds: ['x'] } }],
    ['first_order_only', { conditions: { firstOrderOnly: true }, isFirstOrder: false }],
    ['other_currency', { currency: 'USD' }],
  ])('say %s where they do not apply, and the price is as without', (reason, traits) => {
    const { promotion, entered } = aCoupon(amount(100n), traits);
    const { orders, total } = pricedAs({ lines: [{}], coupons: [entered], settings: { promotions: [promotion] } });
    expect(orders[0]!.coupons[0]!.reason).toBe(reason);
    expect(total).toEqual(money(1000n, 'BRL'));
  });

  it('say so where nothing is left to take off', () => {
    const { promotion, entered } = aCoupon(amount(100n));
    const all = aPromotion(percent(10_000));
    const { orders } = pricedAs({
      lines: [{ shippingMinor: 5n }],
      coupons: [entered],
      settings: { promotions: [promotion, all] },
    });
    expect(orders[0]!.coupons[0]!.reason).toBe('nothing_to_discount');
  });

  it('are converted where the buyer pays in another currency, limits too', () => {
    const { promotion, entered } = aCoupon(amount(1000n), { conditions: { minItemsMinor: 5000n } });
    const wish = (priceMinor: bigint) => ({
      ...{ lines: [{ priceMinor }], currency: 'USD', coupons: [entered] },
      settings: { promotions: [promotion], rates: [aRate('BRL', 'USD', '0.2')] },
    });
    expect(offOf(wish(5000n))).toEqual([200n]);
    expect(pricedAs(wish(4990n)).orders[0]!.coupons[0]!.reason).toBe('minimum_not_reached');
  });
});

describe('a promotion', () => {
  it('keeps what it takes off, and its kind of limits', () => {
    const promotion = aPromotion(percent(1000), { totalLimit: 5 });
    expect(changePromotion(promotion, { totalLimit: 6 }).totalLimit).toBe(6);
    expect(() => changePromotion(promotion, { totalLimit: null })).toThrow(
      refusal('ordering.limit_fixed', 'totalLimit') as never,
    );
    expect(() => changePromotion(promotion, { perBuyerLimit: 1 })).toThrow(
      refusal('ordering.limit_fixed', 'perBuyerLimit') as never,
    );
    expect(() => changePromotion(promotion, { endsAt: T0 })).toThrow(
      refusal('ordering.period_invalid', 'endsAt') as never,
    );
  });

  it('is scheduled, runs and ends', () => {
    const promotion = aPromotion(percent(1000), { startsAt: later(10), endsAt: later(20) });
    const at = (ms: number) => promotionStatus(promotion, later(ms));
    expect([at(9), at(10), at(19), at(20)]).toEqual(['scheduled', 'running', 'running', 'ended']);
    const ended = endPromotion(promotion, later(15));
    expect(promotionStatus(ended, later(15))).toBe('ended');
    expect(endPromotion(ended, later(16))).toBe(ended);
    expect(promotionStatus(endPromotion(promotion, later(5)), later(5))).toBe('ended');
  });
});
