import type { Intent } from '@haat/domain';
import { actorOf, type MoneyRoom } from '../money-room.ts';

type Rate = { readonly storeId: string; readonly rateBasisPoints: number };

/** Sets a store's commission rate for sales from now on; what was sold keeps the rate of its sale. */
export async function setCommissionRate(room: MoneyRoom, intent: Intent, rate: Rate): Promise<Rate> {
  return room.unitOfWork.run(intent, async (stores) => {
    await stores.rates.set({ ...rate, at: room.clock.now(), actor: actorOf(intent) });
    return rate;
  });
}
