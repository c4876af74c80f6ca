/** What an event tells of an exchange rate. */
export type RateNews = {
  readonly rateId: string;
  readonly baseCurrency: string;
  readonly quoteCurrency: string;
  /** A decimal number in digits. */
  readonly rate: string;
  readonly effectiveFrom: string;
};

/** Our own copy of the exchange rates, within one transaction. */
export interface ExchangeRates {
  save(rates: readonly RateNews[]): Promise<void>;
}
