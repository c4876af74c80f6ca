import type { Intent, Money } from '@haat/domain';
import { accountsOfConversion, type Conversion, convertBalance } from '../../domain/exchange/convert-balance.ts';
import { NoExchangeRate, SameCurrency } from '../../domain/exchange/exchange.errors.ts';
import { actorOf, beginWork, type MoneyRoom } from '../money-room.ts';

export type ConvertWish = {
  readonly storeId: string;
  readonly from: Money;
  readonly toCurrency: string;
  readonly expectedRateScaled: bigint;
};

export type ConvertAnswer =
  | { readonly outcome: 'converted'; readonly conversion: Conversion }
  | { readonly outcome: 'rate_changed'; readonly rateScaled: bigint };

/** Converts available money at the rate in force, provided it is the one that the owner has seen. */
export async function convertStoreBalance(room: MoneyRoom, intent: Intent, wish: ConvertWish): Promise<ConvertAnswer> {
  const { storeId, from, toCurrency } = wish;
  if (from.currency === toCurrency) throw new SameCurrency('toCurrency');
  return room.unitOfWork.run(intent, async (stores): Promise<ConvertAnswer> => {
    const accounts = accountsOfConversion(storeId, from.currency, toCurrency);
    const work = await beginWork(room, stores, { actor: actorOf(intent), accounts });
    const rate = await stores.exchangeRates.inForce(from.currency, toCurrency, work.occasion.at);
    if (rate === null) throw new NoExchangeRate(from.currency, toCurrency);
    if (rate.rateScaled !== wish.expectedRateScaled) return { outcome: 'rate_changed', rateScaled: rate.rateScaled };
    const conversion = convertBalance(work, { conversionId: room.ids.next(), storeId, from }, rate);
    await Promise.all([
      stores.conversions.add({ ...conversion, convertedBy: work.occasion.actor }),
      stores.write(work, { payments: [], escrows: [] }),
    ]);
    return { outcome: 'converted', conversion };
  });
}
