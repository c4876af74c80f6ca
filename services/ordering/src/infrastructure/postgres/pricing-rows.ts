import { parseRate } from '@haat/domain';
import type {
  Benefit,
  Conditions,
  OfferedPromotion,
  Promotion,
  RateInForce,
  ShippingRate,
  ShippingZone,
  TaxRule,
  ZonesOfStore,
} from '../../domain/index.ts';

/** JSON knows neither amounts nor times: digits and ISO strings become what they are in the domain. */
export type Stored<T> = T extends bigint | Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Stored<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Stored<T[Key]> }
      : T;

export const toBenefit = (stored: Stored<Benefit>): Benefit =>
  stored.kind === 'amount' ? { ...stored, amountMinor: BigInt(stored.amountMinor) } : stored;

export const toConditions = (stored: Stored<Conditions>): Conditions => ({
  ...stored,
  minItemsMinor: BigInt(stored.minItemsMinor),
});

export const toOffered = (stored: Stored<OfferedPromotion>): OfferedPromotion => ({
  ...stored,
  benefit: toBenefit(stored.benefit),
  conditions: toConditions(stored.conditions),
  startsAt: new Date(stored.startsAt),
  endsAt: stored.endsAt === null ? null : new Date(stored.endsAt),
  createdAt: new Date(stored.createdAt),
});

export type PromotionRow = {
  readonly promotion_id: string;
  readonly store_id: string;
  readonly name: string;
  readonly code: string | null;
  readonly currency: string;
  readonly benefit: Stored<Benefit>;
  readonly conditions: Stored<Conditions>;
  readonly starts_at: Date;
  readonly ends_at: Date | null;
  readonly total_limit: number | null;
  readonly per_buyer_limit: number | null;
  readonly created_at: Date;
};

export const PROMOTION_COLUMNS = `p.promotion_id, p.store_id, p.name, p.code, p.currency, p.benefit, p.conditions, p.starts_at,
  p.ends_at, p.total_limit, p.per_buyer_limit, p.created_at`;

export const toPromotion = (row: PromotionRow): Promotion => ({
  promotionId: row.promotion_id,
  storeId: row.store_id,
  name: row.name,
  code: row.code,
  currency: row.currency,
  benefit: toBenefit(row.benefit),
  conditions: toConditions(row.conditions),
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  totalLimit: row.total_limit,
  perBuyerLimit: row.per_buyer_limit,
  createdAt: row.created_at,
});

export const toZones = ({ currency, zones }: Stored<ZonesOfStore>): ZonesOfStore => ({
  currency,
  zones: zones.map((zone): ShippingZone => ({ ...zone, rates: zone.rates.map(toShippingRate) })),
});

function toShippingRate(stored: Stored<ShippingRate>): ShippingRate {
  switch (stored.kind) {
    case 'flat':
      return { ...stored, amountMinor: BigInt(stored.amountMinor) };
    case 'by_weight':
      return { ...stored, tiers: stored.tiers.map((tier) => ({ ...tier, amountMinor: BigInt(tier.amountMinor) })) };
    case 'by_total':
      return {
        ...stored,
        tiers: stored.tiers.map(({ fromMinor, amountMinor }) => ({
          fromMinor: BigInt(fromMinor),
          amountMinor: BigInt(amountMinor),
        })),
      };
  }
}

export const toTaxRule = (stored: Stored<TaxRule>): TaxRule => ({
  ...stored,
  validFrom: new Date(stored.validFrom),
  validTo: stored.validTo === null ? null : new Date(stored.validTo),
});

export type StoredRate = { readonly rateId: string; readonly from: string; readonly to: string; readonly rate: string };

export const toRate = ({ rate, ...rest }: StoredRate): RateInForce => ({ ...rest, rateScaled: parseRate(rate) });
