import type { ParsedInputOf } from '@haat/contracts';
import type { orderingContract } from '@haat/contracts';
import type { CountedPromotion } from '../../application/ports/promotions.ts';
import {
  type Benefit,
  type CouponState,
  type OfferedMethod,
  promotionStatus,
  type ShippingRate,
  type TaxRule,
  type ZonesOfStore,
} from '../../domain/index.ts';
import { moneyWire, type Output } from './wire.ts';

type Input<Name extends keyof typeof orderingContract.procedures> = ParsedInputOf<
  (typeof orderingContract.procedures)[Name]
>;

export const promotionWire = (promotion: CountedPromotion, now: Date): Output<'createPromotion'> => ({
  ...promotion,
  benefit: benefitWire(promotion.benefit),
  conditions: {
    minItemsMinor: promotion.conditions.minItemsMinor.toString(),
    productIds: [...promotion.conditions.productIds],
    variantIds: [...promotion.conditions.variantIds],
    categoryIds: [...promotion.conditions.categoryIds],
    firstOrderOnly: promotion.conditions.firstOrderOnly,
  },
  status: promotionStatus(promotion, now),
  startsAt: promotion.startsAt.toISOString(),
  endsAt: promotion.endsAt?.toISOString() ?? null,
  createdAt: promotion.createdAt.toISOString(),
});

const benefitWire = (benefit: Benefit): Output<'createPromotion'>['benefit'] =>
  benefit.kind === 'amount' ? { ...benefit, amountMinor: benefit.amountMinor.toString() } : { ...benefit };

export const benefitOf = (benefit: Input<'createPromotion'>['benefit']): Benefit =>
  benefit.kind === 'amount' ? { ...benefit, amountMinor: BigInt(benefit.amountMinor) } : benefit;

export const couponWire = ({ code, storeId, promotionId, name, reason }: CouponState) => ({
  ...{ code, storeId, promotionId, name, reason },
  applied: reason === null,
});

export const methodWire = ({ methodId, name, amount, estimatedDays }: OfferedMethod) => ({
  ...{ methodId, name, estimatedDays: { ...estimatedDays } },
  amount: moneyWire(amount),
});

type RateWire = Input<'setShippingZones'>['zones'][number]['rates'][number];
type OfferedRateWire = Output<'getShippingZones'>['zones'][number]['rates'][number];
type Unnamed<Rate> = Rate extends unknown ? Omit<Rate, 'methodId'> : never;

export function rateOf(rate: RateWire): Unnamed<ShippingRate> {
  switch (rate.kind) {
    case 'flat':
      return { ...rate, amountMinor: BigInt(rate.amountMinor) };
    case 'by_weight':
      return { ...rate, tiers: rate.tiers.map((tier) => ({ ...tier, amountMinor: BigInt(tier.amountMinor) })) };
    case 'by_total':
      return {
        ...rate,
        tiers: rate.tiers.map(({ fromMinor, amountMinor }) => ({
          fromMinor: BigInt(fromMinor),
          amountMinor: BigInt(amountMinor),
        })),
      };
  }
}

function rateWire(rate: ShippingRate): OfferedRateWire {
  const estimatedDays = { ...rate.estimatedDays };
  switch (rate.kind) {
    case 'flat':
      return { ...rate, estimatedDays, amountMinor: rate.amountMinor.toString() };
    case 'by_weight':
      return {
        ...rate,
        estimatedDays,
        tiers: rate.tiers.map(({ upToGrams, amountMinor }) => ({ upToGrams, amountMinor: amountMinor.toString() })),
      };
    case 'by_total':
      return {
        ...rate,
        estimatedDays,
        tiers: rate.tiers.map(({ fromMinor, amountMinor }) => ({
          fromMinor: fromMinor.toString(),
          amountMinor: amountMinor.toString(),
        })),
      };
  }
}

export const zonesWire = (storeId: string, set: ZonesOfStore | null): Output<'getShippingZones'> => ({
  storeId,
  zones: (set?.zones ?? []).map(({ name, areas, rates }) => ({
    name,
    areas: areas.map((area) => ({ ...area })),
    rates: rates.map(rateWire),
  })),
});

export const taxRuleWire = (rule: TaxRule): Output<'setTaxRule'> => ({
  ...rule,
  validFrom: rule.validFrom.toISOString(),
  validTo: rule.validTo?.toISOString() ?? null,
});
