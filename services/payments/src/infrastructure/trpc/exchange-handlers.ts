import type { OutputOf, paymentsContract } from '@haat/contracts';
import { formatRate, parseRate } from '@haat/domain';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { RateSet } from '../../application/ports/exchange.ts';
import type { Conversion } from '../../domain/exchange/convert-balance.ts';
import { BY_ID, pageRequest, toPage } from './paging.ts';
import { fromWire, wire } from './wire.ts';

type Procedures = typeof paymentsContract.procedures;
type ExchangeHandlers = Pick<
  Handlers<typeof paymentsContract>,
  'setExchangeRate' | 'listExchangeRates' | 'convertBalance' | 'listConversions'
>;

/** Exchange rates and conversions over the wire. */
export const createExchangeHandlers = (app: Application): ExchangeHandlers => ({
  async setExchangeRate({ input: { baseCurrency, quoteCurrency, rate, effectiveFrom }, intent }) {
    const from = effectiveFrom === undefined ? null : new Date(effectiveFrom);
    const wish = { baseCurrency, quoteCurrency, rateScaled: parseRate(rate), effectiveFrom: from };
    return toRate(await app.setExchangeRate(intent, wish));
  },
  async listExchangeRates({ input }) {
    const filter = { baseCurrency: input.baseCurrency ?? null, quoteCurrency: input.quoteCurrency ?? null };
    return toPage(await app.exchange.rates(filter, pageRequest(input, BY_ID)), toRate);
  },
  async convertBalance({ input: { storeId, from, toCurrency, expectedRate }, intent }) {
    const expectedRateScaled = parseRate(expectedRate);
    const wish = { storeId, from: fromWire(from), toCurrency, expectedRateScaled };
    const answer = await app.convertBalance(intent, wish);
    return answer.outcome === 'converted'
      ? { outcome: answer.outcome, conversion: toConversion(answer.conversion) }
      : { outcome: answer.outcome, rate: formatRate(answer.rateScaled) };
  },
  listConversions: async ({ input }) =>
    toPage(await app.exchange.conversions(input.storeId, pageRequest(input, BY_ID)), toConversion),
});

const toRate = ({ rateScaled, effectiveFrom, ...rate }: RateSet): OutputOf<Procedures['setExchangeRate']> => ({
  ...rate,
  rate: formatRate(rateScaled),
  effectiveFrom: effectiveFrom.toISOString(),
});

const toConversion = ({
  conversionId,
  storeId,
  from,
  to,
  rateScaled,
  convertedAt,
}: Conversion): OutputOf<Procedures['listConversions']>['items'][number] => ({
  conversionId,
  storeId,
  from: wire(from.amountMinor, from.currency),
  to: wire(to.amountMinor, to.currency),
  rate: formatRate(rateScaled),
  convertedAt: convertedAt.toISOString(),
});
