import { DomainError, type Intent, money, serviceIntent } from '@haat/domain';
import { bank, payoutPending, storeAvailable, storeDebt } from '../../domain/ledger/account.ts';
import { creditStore } from '../../domain/ledger/credit-store.ts';
import { entry } from '../../domain/ledger/posting.ts';
import { actorOf, beginWork, type MoneyRoom, SERVICE_ACTOR } from '../money-room.ts';
import type { Payout } from '../ports/payouts.ts';

export class PayoutNotFound extends DomainError {
  constructor() {
    super('payments.payout_not_found', 'not_found', 'There is no such payout.', { field: 'payoutId', rule: 'exists' });
  }
}

export class PayoutDecided extends DomainError {
  constructor() {
    super('payments.payout_decided', 'conflict', 'This payout was decided already.');
  }
}

type Decision = { readonly intent: Intent; readonly payoutId: string; readonly approve: boolean };

/** Approves a payout, which asks the provider to send the money, or rejects it, which gives it back to the wallet. */
export async function decidePayout(room: MoneyRoom, { intent, payoutId, approve }: Decision): Promise<Payout> {
  return room.unitOfWork.run(intent, async (stores) => {
    const payout = await stores.payouts.lock(payoutId);
    if (payout === null) throw new PayoutNotFound();
    if (payout.status !== 'requested') throw new PayoutDecided();
    const { storeId, amountMinor, currency } = payout;
    const accounts = [storeAvailable(storeId, currency).code, storeDebt(storeId, currency).code];
    const work = await beginWork(room, stores, { actor: actorOf(intent), accounts: approve ? [] : accounts });
    if (approve) {
      work.call({ kind: 'payout', key: payoutId, paymentId: null, request: { storeId, amountMinor, currency } });
    } else {
      const { entries } = creditStore(work, { storeId, currency, amountMinor });
      work.post('payout_rejected', payoutId, [entry(payoutPending(payout, currency), -amountMinor), ...entries]);
    }
    const decided: Payout = { ...payout, status: approve ? 'approved' : 'rejected', decidedAt: work.occasion.at };
    await Promise.all([stores.payouts.update(decided), stores.write(work, { payments: [], escrows: [] })]);
    return decided;
  });
}

/** Books a payout that the provider has sent; until then the money counts as being in payout. */
export async function bookPaidPayout(room: MoneyRoom, payoutId: string): Promise<void> {
  await room.unitOfWork.run(serviceIntent('payments'), async (stores) => {
    const payout = await stores.payouts.lock(payoutId);
    if (payout?.status !== 'approved') return;
    const { storeId, amountMinor, currency } = payout;
    const work = await beginWork(room, stores, { actor: SERVICE_ACTOR, accounts: [bank(currency).code] });
    work.post('payout_paid', payoutId, [
      entry(payoutPending(payout, currency), -amountMinor),
      entry(bank(currency), amountMinor),
    ]);
    work.announce({ kind: 'payout_paid', payoutId, storeId, amount: money(amountMinor, currency) });
    await Promise.all([
      stores.payouts.update({ ...payout, status: 'paid', paidAt: work.occasion.at }),
      stores.calls.finish('payout', [payoutId]),
      stores.write(work, { payments: [], escrows: [] }),
    ]);
  });
}
