import type { ExchangeRates, RateNews } from '../ports/exchange-rates.ts';

/** Each rate stands from its own moment on; none takes the place of another, so their order does not matter. */
export const copyRateWhenExchangeRateChanged = (rates: ExchangeRates, events: readonly RateNews[]): Promise<void> =>
  rates.save(events);
