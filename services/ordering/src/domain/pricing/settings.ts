import type { ExchangeTable } from './exchange-table.ts';
import type { OfferedPromotion } from './promotion.ts';
import type { ZonesOfStore } from './shipping-zones.ts';
import type { TaxRule } from './tax-rules.ts';

/** A coupon that the buyer has put on the cart; at most one a store. */
export type EnteredCoupon = { readonly storeId: string; readonly promotionId: string; readonly code: string };

/** What sellers and operators have set, as far as it bears on one cart at one moment. */
export type PricingSettings = {
  /** Automatic promotions that run now, and those of the coupons on the cart. */
  readonly promotions: readonly OfferedPromotion[];
  /** Of the stores that have any. */
  readonly zones: ReadonlyMap<string, ZonesOfStore>;
  /** Of the country that the goods go to. */
  readonly taxRules: readonly TaxRule[];
  readonly rates: ExchangeTable;
};

/** Nothing but the seller's price and the marketplace's usual charges. */
export const NO_SETTINGS: PricingSettings = { promotions: [], zones: new Map(), taxRules: [], rates: [] };
