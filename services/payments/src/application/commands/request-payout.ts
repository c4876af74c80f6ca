import type { Intent, Money } from '@haat/domain';
import { payoutPending, storeAvailable } from '../../domain/ledger/account.ts';
import { InsufficientFunds } from '../../domain/ledger/ledger.errors.ts';
import { entry } from '../../domain/ledger/posting.ts';
import { actorOf, beginWork, type MoneyRoom } from '../money-room.ts';
import type { Payout } from '../ports/payouts.ts';

/** Sets available money of a store aside for a payout. */
export async function requestPayout(
  room: MoneyRoom,
  { intent, storeId, amount }: { intent: Intent; storeId: string; amount: Money },
): Promise<Payout> {
  return room.unitOfWork.run(intent, async (stores) => {
    const available = storeAvailable(storeId, amount.currency);
    const work = await beginWork(room, stores, { actor: actorOf(intent), accounts: [available.code] });
    if (work.balance(available) < amount.amountMinor) throw new InsufficientFunds(work.balance(available));
    const payout: Payout = {
      payoutId: room.ids.next(),
      storeId,
      ...amount,
      status: 'requested',
      requestedAt: work.occasion.at,
      decidedAt: null,
      paidAt: null,
    };
    work.post('payout_request', payout.payoutId, [
      entry(available, -amount.amountMinor),
      entry(payoutPending(payout, amount.currency), amount.amountMinor),
    ]);
    await Promise.all([
      stores.payouts.add({ ...payout, requestedBy: work.occasion.actor }),
      stores.write(work, { payments: [], escrows: [] }),
    ]);
    return payout;
  });
}
