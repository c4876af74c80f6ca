import type { orderingContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { fromIdCursor, toIdCursor } from './position-cursor.ts';
import { benefitOf, promotionWire, rateOf, taxRuleWire, zonesWire } from './pricing-wire.ts';
import { cartWire } from './wire.ts';

type All = Handlers<typeof orderingContract>;
type PricingHandlers = Pick<
  All,
  | 'createPromotion'
  | 'updatePromotion'
  | 'endPromotion'
  | 'listPromotions'
  | 'applyCoupon'
  | 'removeCoupon'
  | 'setShippingZones'
  | 'getShippingZones'
  | 'setTaxRule'
  | 'endTaxRule'
  | 'listTaxRules'
>;

/** What prices are made of, over the wire. */
export const createPricingHandlers = (app: Application): PricingHandlers => ({
  ...promotionHandlers(app),
  async applyCoupon({ intent, input }) {
    const answer = await app.applyCoupon(intent, input);
    return { ...answer, cart: cartWire(answer.cart) };
  },
  removeCoupon: async ({ intent, input }) => cartWire(await app.removeCoupon(intent, input)),
  async setShippingZones({ intent, input: { storeId, zones } }) {
    const wanted = zones.map((zone) => ({ ...zone, rates: zone.rates.map(rateOf) }));
    return zonesWire(storeId, await app.setShippingZones(intent, storeId, wanted));
  },
  getShippingZones: async ({ input: { storeId } }) => zonesWire(storeId, await app.shippingZonesOf(storeId)),
  async setTaxRule({ intent, input: { validFrom, ...rule } }) {
    return taxRuleWire(await app.setTaxRule(intent, { ...rule, validFrom: toDate(validFrom) }));
  },
  endTaxRule: async ({ intent, input }) => taxRuleWire(await app.endTaxRule(intent, input.taxRuleId)),
  async listTaxRules({ input: { country, limit, cursor } }) {
    const { items, next } = await app.listTaxRules({ country, limit, before: fromIdCursor(cursor) });
    return { items: items.map(taxRuleWire), nextCursor: toIdCursor(next) };
  },
});

const promotionHandlers = (app: Application) =>
  ({
    async createPromotion({ intent, input: { benefit, conditions, startsAt, endsAt, ...wish } }) {
      const promotion = await app.createPromotion(intent, {
        ...wish,
        benefit: benefitOf(benefit),
        conditions: { ...conditions, minItemsMinor: BigInt(conditions.minItemsMinor) },
        startsAt: toDate(startsAt),
        endsAt: toDate(endsAt ?? undefined) ?? null,
      });
      return promotionWire(promotion, app.clock.now());
    },
    async updatePromotion({ intent, input: { storeId, promotionId, ...given } }) {
      const { name, startsAt, endsAt, totalLimit, perBuyerLimit } = given;
      const change = {
        ...(name !== undefined && { name }),
        ...(startsAt !== undefined && { startsAt: new Date(startsAt) }),
        ...(endsAt !== undefined && { endsAt: endsAt === null ? null : new Date(endsAt) }),
        ...(totalLimit !== undefined && { totalLimit }),
        ...(perBuyerLimit !== undefined && { perBuyerLimit }),
      };
      return promotionWire(await app.updatePromotion(intent, { storeId, promotionId }, change), app.clock.now());
    },
    endPromotion: async ({ intent, input }) => promotionWire(await app.endPromotion(intent, input), app.clock.now()),
    async listPromotions({ input: { storeId, status, limit, cursor } }) {
      const { items, next } = await app.listPromotions({ storeId, status, limit, before: fromIdCursor(cursor) });
      const now = app.clock.now();
      return { items: items.map((item) => promotionWire(item, now)), nextCursor: toIdCursor(next) };
    },
  }) satisfies Partial<PricingHandlers>;

const toDate = (instant: string | undefined): Date | undefined =>
  instant === undefined ? undefined : new Date(instant);
