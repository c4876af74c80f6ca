import type { ExchangeRate } from '@haat/domain';
import type { Conversion } from '../../domain/exchange/convert-balance.ts';
import type { PageOf, PageRequest } from './wallet-reader.ts';

/** A rate as it was set. */
export type RateSet = {
  readonly rateId: string;
  readonly baseCurrency: string;
  readonly quoteCurrency: string;
  readonly rateScaled: bigint;
  readonly effectiveFrom: Date;
};

/** Exchange rates within one transaction. */
export interface ExchangeRates {
  /** False when these currencies have a rate for that moment already. */
  add(rate: RateSet & { readonly setAt: Date; readonly setBy: string }): Promise<boolean>;
  /** The rate in force: the one set for this direction, else the way back of the other; null when there is neither. */
  inForce(from: string, to: string, now: Date): Promise<ExchangeRate | null>;
}

export interface Conversions {
  add(conversion: Conversion & { readonly convertedBy: string }): Promise<void>;
}

type PairFilter = { readonly baseCurrency: string | null; readonly quoteCurrency: string | null };

/** Reads outside a transaction, newest first. */
export interface ExchangeReader {
  rates(filter: PairFilter, page: PageRequest): Promise<PageOf<RateSet>>;
  conversions(storeId: string, page: PageRequest): Promise<PageOf<Conversion>>;
}
