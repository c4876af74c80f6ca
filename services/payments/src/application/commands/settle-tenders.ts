import { DomainError, serviceIntent } from '@haat/domain';
import { voucherAccount } from '../../domain/ledger/account.ts';
import type { MoneyWork } from '../../domain/money/money-work.ts';
import type { EscrowStream } from '../../domain/escrow/escrow-stream.ts';
import type { PaymentStream } from '../../domain/payment/payment-stream.ts';
import { settleTender, type TenderResult } from '../../domain/payment/settle-tender.ts';
import { tendersOf } from '../../domain/payment/payment.ts';
import { accountsOfPayments, beginWork, byPaymentId, type MoneyRoom, SERVICE_ACTOR } from '../money-room.ts';

/** What somebody has learnt of a tender. A voucher's result is looked up in our own ledger. */
export type TenderNews = {
  readonly paymentId: string;
  readonly tenderId: string;
  readonly result: TenderResult | { readonly kind: 'voucher' };
  /** The call that brought the news was one of ours and is answered with this. */
  readonly finishesCharge?: boolean;
};

export class TenderNotFound extends DomainError {
  constructor() {
    super('payments.payment_not_found', 'not_found', 'There is no such payment.', { rule: 'exists' });
  }
}

export const VOUCHER_SHORT = 'voucher_insufficient';

/**
 * The one command that completes a payment. The webhook, the browser's return, the provider's answer and every
 * repetition come here; the lock on the payment puts them in a row and only the first finds something to do.
 * @returns for each piece of news whether it was taken in
 */
export async function settleTenders(room: MoneyRoom, news: readonly TenderNews[]): Promise<(true | Error)[]> {
  try {
    return await settleTogether(room, news);
  } catch (error) {
    if (news.length === 1) return [error as Error];
    // One that cannot be taken in must not keep the others of its batch from it.
    const answers: (true | Error)[] = [];
    for (const each of news) answers.push(...(await settleTenders(room, [each])));
    return answers;
  }
}

async function settleTogether(room: MoneyRoom, news: readonly TenderNews[]): Promise<(true | Error)[]> {
  return room.unitOfWork.run(serviceIntent('payments'), async (stores) => {
    const payments = await stores.payments.lock([...new Set(news.map((each) => each.paymentId))]);
    const known = byPaymentId(payments);
    const spendsVouchers = news.some(({ result }) => result.kind === 'voucher');
    const accounts = spendsVouchers ? accountsOfPayments(payments) : [];
    const work = await beginWork(room, stores, { actor: SERVICE_ACTOR, accounts });
    const escrows: EscrowStream[] = [];
    const answers = news.map((each) => takeIn(work, known.get(each.paymentId), each, escrows));
    const finished = news.filter((each) => each.finishesCharge).map((each) => each.tenderId);
    await Promise.all([
      stores.write(work, { payments, escrows }),
      finished.length === 0 ? undefined : stores.calls.finish('charge', finished),
    ]);
    return answers;
  });
}

function takeIn(work: MoneyWork, payment: PaymentStream | undefined, news: TenderNews, escrows: EscrowStream[]) {
  const tender =
    payment === undefined ? undefined : tendersOf(payment.state).find(({ tenderId }) => tenderId === news.tenderId);
  if (payment === undefined || tender === undefined) return new TenderNotFound();
  // What a voucher holds stands in our own ledger; nobody else can tell us of it.
  if ((tender.method === 'voucher') !== (news.result.kind === 'voucher')) return new TenderNotFound();
  if (news.result.kind !== 'voucher') {
    escrows.push(...settleTender(work, payment, { tenderId: news.tenderId, result: news.result }));
    return true as const;
  }
  // A voucher is not charged twice, nor after its payment has ended: nobody outside holds its money.
  if (tender.status !== 'pending') return true as const;
  const covered = work.balance(voucherAccount(tender.token, payment.state.terms.currency)) >= tender.amountMinor;
  const result: TenderResult = covered ? { kind: 'succeeded' } : { kind: 'declined', declineCode: VOUCHER_SHORT };
  escrows.push(...settleTender(work, payment, { tenderId: news.tenderId, result }));
  return true as const;
}
