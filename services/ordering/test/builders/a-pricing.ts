import { money, parseRate } from '@haat/domain';
import {
  type Benefit,
  type Cart,
  type Conditions,
  defaultPricing,
  type EnteredCoupon,
  NO_SETTINGS,
  type OfferedPromotion,
  type PricedCheckout,
  priceCart,
  type PricingContext,
  type PricingPolicies,
  type PricingSettings,
  type RateInForce,
  type ShippingRate,
  type ShippingZone,
  type TaxRule,
  type Variant,
} from '../../src/domain/index.ts';
import { T0 } from './an-order.ts';

export const HOME = { name: 'Ana', line1: 'Rua A 1', city: 'Recife', region: 'PE', country: 'BR' };

export type LineWish = {
  store?: string;
  variantId?: string;
  priceMinor?: bigint;
  currency?: string;
  prices?: Variant['prices'];
  quantity?: number;
  shippingMinor?: bigint | null;
  weightGrams?: number;
  categoryIds?: string[];
};

export const aLineOf = (wish: LineWish, index: number) => {
  const { store = 'a', variantId = `v-${index}`, priceMinor = 1000n, currency = 'BRL', quantity = 1 } = wish;
  const { shippingMinor = 0n, weightGrams = 100, categoryIds = [], prices = [] } = wish;
  const variant: Variant = {
    ...{ variantId, productId: `p-${variantId}`, storeId: store, sku: 's', title: variantId, options: {}, categoryIds },
    ...{ price: money(priceMinor, currency), prices, weightGrams, sellable: true },
    shipping: shippingMinor === null ? null : money(shippingMinor, currency),
  };
  return { variant, quantity };
};

export type PricingWish = {
  lines: readonly LineWish[];
  settings?: Partial<PricingSettings>;
  currency?: string | null;
  coupons?: readonly EnteredCoupon[];
  policies?: Partial<PricingPolicies>;
  choices?: PricingContext['choices'];
  address?: PricingContext['address'];
};

/** Prices lines as a checkout would, sent home unless told otherwise. */
export function pricedAs(wish: PricingWish): PricedCheckout {
  const lines = wish.lines.map(aLineOf);
  const cart: Cart = {
    ...{ cartId: 'c', checkoutId: 'k', owner: 'user:u', status: 'open', version: 1, changedAt: T0, expiresAt: T0 },
    ...{ currency: wish.currency ?? null, coupons: wish.coupons ?? [] },
    lines: lines.map(({ variant, quantity }) => ({ ...variant, quantity, unitPrice: variant.price })),
  };
  return priceCart(cart, {
    variants: new Map(lines.map(({ variant }) => [variant.variantId, variant])),
    address: wish.address ?? HOME,
    policies: { ...defaultPricing, ...wish.policies },
    settings: { ...NO_SETTINGS, ...wish.settings },
    now: T0,
    ...(wish.choices && { choices: wish.choices }),
  });
}

type PromotionWish = Partial<Omit<OfferedPromotion, 'conditions'>> & { conditions?: Partial<Conditions> };

export const aPromotion = (benefit: Benefit, wish: PromotionWish = {}): OfferedPromotion => ({
  ...{ promotionId: 'promotion-1', storeId: 'a', name: 'A promotion', code: null, currency: 'BRL', benefit },
  ...{ startsAt: T0, endsAt: null, totalLimit: null, perBuyerLimit: null, createdAt: T0 },
  ...{ uses: 0, usesByBuyer: 0, isFirstOrder: true },
  ...wish,
  conditions: {
    ...{ minItemsMinor: 0n, productIds: [], variantIds: [], categoryIds: [], firstOrderOnly: false },
    ...wish.conditions,
  },
});

export const percent = (rateBasisPoints: number): Benefit => ({ kind: 'percentage', rateBasisPoints });
export const amount = (amountMinor: bigint): Benefit => ({ kind: 'amount', amountMinor });
export const FREE_SHIPPING: Benefit = { kind: 'free_shipping' };

/** A coupon, and how it stands on the cart. */
export function aCoupon(benefit: Benefit, wish: PromotionWish = {}) {
  const promotion = aPromotion(benefit, { promotionId: 'coupon-1', code: 'SAVE', ...wish });
  const { storeId, promotionId } = promotion;
  return { promotion, entered: { storeId, promotionId, code: promotion.code! } };
}

export const aTaxRule = (wish: Partial<TaxRule> = {}): TaxRule => ({
  ...{ taxRuleId: 'tax-1', name: 'VAT', country: 'BR', region: null, categoryId: null, rateBasisPoints: 1000 },
  ...{ inclusive: false, taxesShipping: false, validFrom: T0, validTo: null },
  ...wish,
});

const DAYS = { min: 1, max: 3 };

export const flatRate = (methodId: string, amountMinor: bigint): ShippingRate => ({
  ...{ methodId, name: methodId, estimatedDays: DAYS, kind: 'flat', amountMinor },
});

export const byWeight = (methodId: string, tiers: [number, bigint][]): ShippingRate => ({
  ...{ methodId, name: methodId, estimatedDays: DAYS, kind: 'by_weight' },
  tiers: tiers.map(([upToGrams, amountMinor]) => ({ upToGrams, amountMinor })),
});

export const byTotal = (methodId: string, tiers: [bigint, bigint][]): ShippingRate => ({
  ...{ methodId, name: methodId, estimatedDays: DAYS, kind: 'by_total' },
  tiers: tiers.map(([fromMinor, amountMinor]) => ({ fromMinor, amountMinor })),
});

export const aZone = (rates: ShippingRate[], areas: ShippingZone['areas'] = []): ShippingZone => ({
  name: 'Zone',
  areas,
  rates,
});

export const zonesOf = (store: string, ...zones: ShippingZone[]) => new Map([[store, { currency: 'BRL', zones }]]);

export const aRate = (from: string, to: string, rate: string): RateInForce => ({
  ...{ rateId: `${from}-${to}`, from, to },
  rateScaled: parseRate(rate),
});
