import { serviceIntent } from '@haat/domain';
import { timeOutPayment } from '../../domain/payment/fail-payment.ts';
import { accountsOfPayments, beginWork, type MoneyRoom, SERVICE_ACTOR } from '../money-room.ts';

const BATCH = 100;

/** Fails payments that were not settled in time. */
export async function timeOutPayments(room: MoneyRoom, now: Date): Promise<number> {
  return room.unitOfWork.run(serviceIntent('payments'), async (stores) => {
    const payments = await stores.payments.lockExpired(now, BATCH);
    if (payments.length === 0) return 0;
    const work = await beginWork(room, stores, { actor: SERVICE_ACTOR, accounts: accountsOfPayments(payments) });
    for (const payment of payments) timeOutPayment(work, payment);
    await stores.write(work, { payments, escrows: [] });
    return payments.length;
  });
}
