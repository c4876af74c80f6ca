import type { Intent } from '@haat/domain';
import { RateExists, RateInPast, SameCurrency } from '../../domain/exchange/exchange.errors.ts';
import { actorOf, beginWork, type MoneyRoom } from '../money-room.ts';
import type { RateSet } from '../ports/exchange.ts';

type Wish = Pick<RateSet, 'baseCurrency' | 'quoteCurrency' | 'rateScaled'> & { readonly effectiveFrom: Date | null };

/** Sets a rate from a moment on; ordering is told, so that prices follow. */
export async function setExchangeRate(
  room: MoneyRoom,
  intent: Intent,
  { effectiveFrom, ...wish }: Wish,
): Promise<RateSet> {
  if (wish.baseCurrency === wish.quoteCurrency) throw new SameCurrency('quoteCurrency');
  return room.unitOfWork.run(intent, async (stores) => {
    const work = await beginWork(room, stores, { actor: actorOf(intent), accounts: [] });
    const { at, actor } = work.occasion;
    if (effectiveFrom !== null && effectiveFrom < at) throw new RateInPast();
    const rate: RateSet = { rateId: room.ids.next(), ...wish, effectiveFrom: effectiveFrom ?? at };
    if (!(await stores.exchangeRates.add({ ...rate, setAt: at, setBy: actor }))) throw new RateExists();
    work.announce({ kind: 'exchange_rate_changed', ...rate });
    await stores.write(work, { payments: [], escrows: [] });
    return rate;
  });
}
