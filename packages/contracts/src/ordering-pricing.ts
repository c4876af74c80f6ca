import { z } from 'zod';
import { mutation, query, storeMember } from './contract.ts';
import { cart } from './ordering-schemas.ts';
import {
  couponCode,
  couponReason,
  PRICING_LIMITS,
  promotion,
  promotionBenefit,
  promotionConditions,
  promotionTerms,
  shippingZone,
  shippingZones,
  taxRule,
} from './ordering-pricing-schemas.ts';
import { id, instant, name, pageInput, pageOf, text } from './shared.ts';

const promotionRef = { storeId: id(), promotionId: id() };
const changeErrors = ['ordering.promotion_not_found', 'ordering.period_invalid'] as const;
const cartErrors = ['ordering.cart_not_found', 'ordering.cart_closed', 'ordering.cart_expired'] as const;

const promotionProcedures = {
  createPromotion: mutation({
    summary: 'Create a promotion of a store: automatic without a code, a coupon with one',
    access: storeMember('manager'),
    input: z.object({
      storeId: id(),
      name: promotionTerms.name,
      code: couponCode().nullable().default(null),
      benefit: promotionBenefit(),
      conditions: promotionConditions().prefault({}),
      /** Left out: now. */
      startsAt: promotionTerms.startsAt.optional(),
      endsAt: promotionTerms.endsAt.default(null),
      totalLimit: promotionTerms.totalLimit.default(null),
      perBuyerLimit: promotionTerms.perBuyerLimit.default(null),
    }),
    output: promotion(),
    errors: [
      'ordering.coupon_code_taken',
      'ordering.too_many_promotions',
      'ordering.period_invalid',
      'ordering.store_not_found',
    ],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/promotions', status: 201 },
  }),
  updatePromotion: mutation({
    summary: "Change a promotion's name, period or limits; orders that used it keep what they paid",
    access: storeMember('manager'),
    input: z.object(promotionRef).extend(z.object(promotionTerms).partial().shape),
    output: promotion(),
    errors: [...changeErrors, 'ordering.limit_fixed', 'ordering.too_many_promotions'],
    rest: { method: 'PATCH', path: '/v1/stores/{storeId}/promotions/{promotionId}' },
  }),
  endPromotion: mutation({
    summary: 'End a promotion now; ending it again changes nothing',
    access: storeMember('manager'),
    input: z.object(promotionRef),
    output: promotion(),
    errors: ['ordering.promotion_not_found'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/promotions/{promotionId}/end' },
  }),
  listPromotions: query({
    summary: "List a store's promotions, newest first",
    access: storeMember('manager', 'staff'),
    input: z.object({
      ...pageInput,
      storeId: id(),
      status: z.enum(['scheduled', 'running', 'ended']).optional(),
    }),
    output: pageOf(promotion()),
    errors: ['ordering.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/promotions' },
  }),
};

const couponProcedures = {
  applyCoupon: mutation({
    summary: "Put a coupon on my cart; a store's earlier coupon makes room. One that takes nothing off is not kept",
    access: 'guest',
    input: z.object({ cartId: id(), code: couponCode() }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('applied'), cart: cart() }),
      z.object({ outcome: z.literal('not_applied'), reason: couponReason(), message: z.string(), cart: cart() }),
    ]),
    errors: [...cartErrors],
    rest: { method: 'POST', path: '/v1/carts/{cartId}/coupons' },
  }),
  removeCoupon: mutation({
    summary: 'Take a coupon off my cart; one that is not on it changes nothing',
    access: 'guest',
    input: z.object({ cartId: id(), code: couponCode() }),
    output: cart(),
    errors: [...cartErrors],
    rest: { method: 'DELETE', path: '/v1/carts/{cartId}/coupons/{code}' },
  }),
};

const shippingProcedures = {
  setShippingZones: mutation({
    summary: 'Say where a store ships to, how and at what price; an empty list brings back the usual charges',
    access: storeMember('manager'),
    input: z.object({ storeId: id(), zones: z.array(shippingZone()).max(PRICING_LIMITS.zonesPerStore) }),
    output: shippingZones(),
    errors: ['ordering.area_named_twice', 'ordering.tiers_not_in_order', 'ordering.store_not_found'],
    rest: { method: 'PUT', path: '/v1/stores/{storeId}/shipping-zones' },
  }),
  getShippingZones: query({
    summary: 'Show where a store ships to and what it charges; no zones: the usual charges, everywhere',
    access: 'public',
    input: z.object({ storeId: id() }),
    output: shippingZones(),
    rest: { method: 'GET', path: '/v1/stores/{storeId}/shipping-zones' },
  }),
};

const taxProcedures = {
  setTaxRule: mutation({
    summary: 'Set what tax goods sent to a country, a region or of a category bear from a moment on',
    access: 'admin',
    input: z.object({
      name: name(),
      country: z.string().regex(/^[A-Z]{2}$/),
      region: text(120).nullable().default(null),
      /** With everything below it in the tree. */
      categoryId: id().nullable().default(null),
      rateBasisPoints: z.int().min(0).max(10_000),
      /** True where prices hold the tax already: it is then shown and not added. */
      inclusive: z.boolean(),
      taxesShipping: z.boolean().default(false),
      /** Left out: now. */
      validFrom: instant().optional(),
    }),
    output: taxRule(),
    errors: ['ordering.too_many_tax_rules'],
    rest: { method: 'POST', path: '/v1/tax-rules', status: 201 },
  }),
  endTaxRule: mutation({
    summary: 'End a tax rule now; ending it again changes nothing',
    access: 'admin',
    input: z.object({ taxRuleId: id() }),
    output: taxRule(),
    errors: ['ordering.tax_rule_not_found'],
    rest: { method: 'POST', path: '/v1/tax-rules/{taxRuleId}/end' },
  }),
  listTaxRules: query({
    summary: 'List tax rules, newest first',
    access: 'public',
    input: z.object({
      ...pageInput,
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
    }),
    output: pageOf(taxRule()),
    errors: ['ordering.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/tax-rules' },
  }),
};

/** Promotions, coupons, shipping zones and tax rules: what prices are made of. */
export const pricingProcedures = {
  ...promotionProcedures,
  ...couponProcedures,
  ...shippingProcedures,
  ...taxProcedures,
};
