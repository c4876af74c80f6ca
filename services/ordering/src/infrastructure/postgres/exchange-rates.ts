import type { Sql } from '@haat/service-kit';
import type { ExchangeRates } from '../../application/ports/exchange-rates.ts';

const SAVE = `INSERT INTO exchange_rate (rate_id, base_currency, quote_currency, rate, effective_from)
  SELECT rate_id, base_currency, quote_currency, rate::numeric, effective_from
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
    AS r (rate_id, base_currency, quote_currency, rate, effective_from)
  ON CONFLICT (rate_id) DO NOTHING`;

/** See {@link ExchangeRates}. */
export const createExchangeRates = (sql: Sql): ExchangeRates => ({
  async save(rates) {
    await sql.query(SAVE, [
      rates.map(({ rateId }) => rateId),
      rates.map(({ baseCurrency }) => baseCurrency),
      rates.map(({ quoteCurrency }) => quoteCurrency),
      rates.map(({ rate }) => rate),
      rates.map(({ effectiveFrom }) => effectiveFrom),
    ]);
  },
});
