import type { TaxRule, ZonesOfStore } from '../../domain/index.ts';

/** Where stores ship to, within one transaction. */
export interface ShippingZones {
  /** No zones: the usual charges count again. */
  set(storeId: string, zones: ZonesOfStore, by: { readonly at: Date; readonly actor: string }): Promise<void>;
}

/** Tax rules within one transaction. */
export interface TaxRules {
  /** Waits for others who add to the country; how many of its rules have not ended. */
  lockAndCountOpen(country: string, now: Date): Promise<number>;
  add(rule: TaxRule, setBy: string): Promise<void>;
  /** @throws TaxRuleNotFound */
  update(taxRuleId: string, decide: (rule: TaxRule) => TaxRule): Promise<TaxRule>;
}

export interface ChargesReader {
  zonesOf(storeId: string): Promise<ZonesOfStore | null>;
  /** Newest first. */
  taxRules(wish: {
    readonly country: string | undefined;
    readonly limit: number;
    readonly before: string | null;
  }): Promise<readonly TaxRule[]>;
}
