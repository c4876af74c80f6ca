import { formatRate, inverse, money, parseRate } from '@haat/domain';
import type { Sql } from '@haat/service-kit';
import type { Conversions, ExchangeRates, ExchangeReader, RateSet } from '../../application/ports/exchange.ts';
import type { Conversion } from '../../domain/exchange/convert-balance.ts';
import { pageOf } from './page-of.ts';

const ADD_RATE = `INSERT INTO exchange_rate (rate_id, base_currency, quote_currency, rate, effective_from, set_at, set_by)
  VALUES ($1, $2, $3, $4::text::numeric, $5, $6, $7)
  ON CONFLICT ON CONSTRAINT exchange_rate_one_a_moment DO NOTHING RETURNING rate_id`;
const IN_FORCE = `SELECT base_currency, rate::text AS rate FROM exchange_rate
  WHERE (base_currency, quote_currency) IN (($1, $2), ($2, $1)) AND effective_from <= $3
  ORDER BY base_currency = $1 DESC, effective_from DESC LIMIT 1`;

export const exchangeRates = (sql: Sql): ExchangeRates => ({
  async add({ rateId, baseCurrency, quoteCurrency, rateScaled, effectiveFrom, setAt, setBy }) {
    const rate = formatRate(rateScaled);
    const added = await sql.query(ADD_RATE, [rateId, baseCurrency, quoteCurrency, rate, effectiveFrom, setAt, setBy]);
    return added.length === 1;
  },
  async inForce(from, to, now) {
    const [row] = await sql.query<{ base_currency: string; rate: string }>(IN_FORCE, [from, to, now]);
    if (row === undefined) return null;
    const rateScaled = parseRate(row.rate);
    return row.base_currency === from ? { from, to, rateScaled } : inverse({ from: to, to: from, rateScaled });
  },
});

const ADD_CONVERSION = `INSERT INTO conversion
  (conversion_id, store_id, from_minor, from_currency, to_minor, to_currency, rate, converted_at, converted_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7::text::numeric, $8, $9)`;

export const conversions = (sql: Sql): Conversions => ({
  async add({ conversionId, storeId, from, to, rateScaled, convertedAt, convertedBy }) {
    const amounts = [from.amountMinor, from.currency, to.amountMinor, to.currency, formatRate(rateScaled)];
    await sql.query(ADD_CONVERSION, [conversionId, storeId, ...amounts, convertedAt, convertedBy]);
  },
});

const RATES = `SELECT rate_id, base_currency, quote_currency, rate::text AS rate, effective_from FROM exchange_rate
  WHERE ($1::text IS NULL OR base_currency = $1) AND ($2::text IS NULL OR quote_currency = $2)
    AND ($3::uuid IS NULL OR rate_id < $3)
  ORDER BY rate_id DESC LIMIT $4`;
const CONVERSIONS = `SELECT conversion_id, store_id, from_minor, from_currency, to_minor, to_currency, rate::text AS rate, converted_at
  FROM conversion WHERE store_id = $1 AND ($2::uuid IS NULL OR conversion_id < $2) ORDER BY conversion_id DESC LIMIT $3`;

type RateRow = {
  rate_id: string;
  base_currency: string;
  quote_currency: string;
  rate: string;
  effective_from: Date;
};
type ConversionRow = {
  conversion_id: string;
  store_id: string;
  from_minor: bigint;
  from_currency: string;
  to_minor: bigint;
  to_currency: string;
  rate: string;
  converted_at: Date;
};

export const exchangeReader = (sql: Sql): ExchangeReader => ({
  async rates({ baseCurrency, quoteCurrency }, { limit, before }) {
    const rows = await sql.query<RateRow>(RATES, [baseCurrency, quoteCurrency, before, limit + 1]);
    return pageOf(rows, limit, { item: toRate, position: (row) => row.rate_id });
  },
  async conversions(storeId, { limit, before }) {
    const rows = await sql.query<ConversionRow>(CONVERSIONS, [storeId, before, limit + 1]);
    return pageOf(rows, limit, { item: toConversion, position: (row) => row.conversion_id });
  },
});

const toRate = (row: RateRow): RateSet => ({
  rateId: row.rate_id,
  baseCurrency: row.base_currency,
  quoteCurrency: row.quote_currency,
  rateScaled: parseRate(row.rate),
  effectiveFrom: row.effective_from,
});

const toConversion = (row: ConversionRow): Conversion => ({
  conversionId: row.conversion_id,
  storeId: row.store_id,
  from: money(row.from_minor, row.from_currency),
  to: money(row.to_minor, row.to_currency),
  rateScaled: parseRate(row.rate),
  convertedAt: row.converted_at,
});
