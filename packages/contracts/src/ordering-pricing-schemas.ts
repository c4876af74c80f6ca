import { z } from 'zod';
import { amountMinor, currency, id, instant, money, name, positiveAmountMinor, signedMoney, text } from './shared.ts';

/** Limits of what sellers and operators may set; each has a test at the limit and one past it. */
export const PRICING_LIMITS = {
  /** Promotions of a store that have not ended. */
  promotionsPerStore: 100,
  /** Products, variants or categories that one promotion names. */
  idsPerCondition: 100,
  zonesPerStore: 30,
  areasPerZone: 250,
  ratesPerZone: 20,
  tiersPerRate: 20,
  /** Tax rules of one country that have not ended. */
  taxRulesPerCountry: 200,
  couponUses: 1_000_000_000,
} as const;

/**
 * One amount of a line and the rule that it comes from. What a line says adds up, part by part, to what it costs: the
 * amounts of part `items` to its items total, those of `shipping` to its shipping, those of `tax` to its tax.
 */
export const explanation = () =>
  z.object({
    kind: z.enum(['price', 'conversion', 'discount', 'shipping', 'tax']),
    part: z.enum(['items', 'shipping', 'tax']),
    rule: z.object({ id: z.string(), name: z.string() }),
    amount: signedMoney(),
    /** Whether the rule looked at the line alone, or the amount is the line's share of one for the store's whole order. */
    appliesTo: z.enum(['line', 'store']),
    /** Of a conversion: the amount before it. */
    from: money().optional(),
    /** Of a tax that prices hold already: how much of them it is; its own amount is then zero. */
    included: money().optional(),
  });

/** Coupon codes know no case: they are kept and shown in capitals. */
export const couponCode = () => z.string().regex(/^[A-Za-z0-9-]{3,40}$/);

export const promotionBenefit = () =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('percentage'), rateBasisPoints: z.int().min(1).max(10_000) }),
    /** Off the items that the promotion is for, together; in the store's currency. */
    z.object({ kind: z.literal('amount'), amountMinor: positiveAmountMinor() }),
    z.object({ kind: z.literal('free_shipping') }),
    /** Of each `buy + get` units, the `get` cheapest are free. */
    z.object({
      kind: z.literal('buy_x_get_y'),
      buyQuantity: z.int().min(1).max(100),
      getQuantity: z.int().min(1).max(100),
    }),
  ]);

const idList = () => z.array(id()).max(PRICING_LIMITS.idsPerCondition).default([]);

/** All that are given must be met. Empty lists name everything; what is named in any of the lists counts. */
export const promotionConditions = () =>
  z.object({
    /** Of the items that the promotion is for, at their undiscounted prices; in the store's currency. */
    minItemsMinor: amountMinor().default('0'),
    productIds: idList(),
    variantIds: idList(),
    /** With everything below them in the tree. */
    categoryIds: idList(),
    /** Only a buyer's first order at the store. */
    firstOrderOnly: z.boolean().default(false),
  });

const useLimit = () => z.int().min(1).max(PRICING_LIMITS.couponUses).nullable();

/** What may still be changed once a promotion runs. */
export const promotionTerms = {
  name: name(),
  startsAt: instant(),
  /** Null: until it is ended. */
  endsAt: instant().nullable(),
  totalLimit: useLimit(),
  perBuyerLimit: useLimit(),
};

export const promotion = () =>
  z.object({
    promotionId: id(),
    storeId: id(),
    ...promotionTerms,
    /** Null for an automatic promotion. */
    code: z.string().nullable(),
    currency: currency(),
    benefit: promotionBenefit(),
    conditions: promotionConditions(),
    status: z.enum(['scheduled', 'running', 'ended']),
    /** Orders that it was used for, without those that were cancelled. */
    uses: z.int(),
    createdAt: instant(),
  });

/** Why a coupon takes nothing off. */
export const couponReason = () =>
  z.enum([
    'unknown_code',
    'not_started',
    'ended',
    'used_up',
    'used_by_you',
    'first_order_only',
    'no_matching_items',
    'minimum_not_reached',
    'nothing_to_discount',
    'other_currency',
  ]);

/** A coupon on a cart. */
export const cartCoupon = () =>
  z.object({
    code: z.string(),
    storeId: id(),
    promotionId: id(),
    name: z.string(),
    /** Whether it takes something off as the cart is now. */
    applied: z.boolean(),
    reason: couponReason().nullable(),
  });

const estimatedDays = () =>
  z.object({ min: z.int().min(0).max(365), max: z.int().min(0).max(365) }).refine(({ min, max }) => min <= max, {
    path: ['max'],
    message: 'must not be below min',
    params: { rule: 'order' },
  });

const tiers = <Tier extends z.ZodType>(tier: Tier) => z.array(tier).min(1).max(PRICING_LIMITS.tiersPerRate);
const rateBy = <Extra extends z.ZodRawShape>(extra: Extra) => {
  const fields = { ...extra, name: name(), estimatedDays: estimatedDays() };
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('flat'), ...fields, amountMinor: amountMinor() }),
    /** The first tier that carries the order's weight counts; heavier orders cannot be shipped by this method. */
    z.object({
      kind: z.literal('by_weight'),
      ...fields,
      tiers: tiers(z.object({ upToGrams: z.int().min(1).max(1_000_000_000), amountMinor: amountMinor() })),
    }),
    /** The last tier that the order's items, after discounts, reach counts; below the first, this method is not offered. */
    z.object({
      kind: z.literal('by_total'),
      ...fields,
      tiers: tiers(z.object({ fromMinor: amountMinor(), amountMinor: amountMinor() })),
    }),
  ]);
};

/** What shipping costs by one method; amounts are in the store's currency. */
export const shippingRate = () => rateBy({});

/** A method as it is offered, with the name that buyers choose it by. */
export const offeredRate = () => rateBy({ methodId: id() });

/** A country, or one region of it. */
export const area = () => z.object({ country: z.string().regex(/^[A-Z]{2}$/), region: text(120).optional() });

const zoneOf = <Rate extends z.ZodType>(rate: Rate) =>
  z.object({
    name: name(),
    /** Empty: the rest of the world. An address belongs to the zone that names its region, else its country. */
    areas: z.array(area()).max(PRICING_LIMITS.areasPerZone),
    rates: z.array(rate).min(1).max(PRICING_LIMITS.ratesPerZone),
  });

export const shippingZone = () => zoneOf(shippingRate());
export const shippingZones = () => z.object({ storeId: id(), zones: z.array(zoneOf(offeredRate())) });

export const shippingMethod = () =>
  z.object({ methodId: id(), name: z.string(), amount: money(), estimatedDays: estimatedDays() });

/** How the buyer wants a store to ship; stores that are not named ship by their cheapest method. */
export const shippingChoices = () =>
  z
    .array(z.object({ storeId: id(), methodId: id() }))
    .max(100)
    .default([]);

export const taxRule = () =>
  z.object({
    taxRuleId: id(),
    name: z.string(),
    country: z.string(),
    region: z.string().nullable(),
    categoryId: id().nullable(),
    rateBasisPoints: z.int(),
    inclusive: z.boolean(),
    taxesShipping: z.boolean(),
    validFrom: instant(),
    validTo: instant().nullable(),
  });
