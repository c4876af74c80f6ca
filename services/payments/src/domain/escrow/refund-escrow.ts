import { money } from '@haat/domain';
import { commissionRevenue, escrowOf, storeAvailable, storeDebt } from '../ledger/account.ts';
import { type Entry, entry } from '../ledger/posting.ts';
import type { MoneyWork } from '../money/money-work.ts';
import { giveBack } from '../payment/give-back.ts';
import type { PaymentStream } from '../payment/payment-stream.ts';
import type { EscrowStream } from './escrow-stream.ts';
import { commissionOn, type Escrow, itemsLeft, leftToRefund } from './escrow.ts';
import type { RefundAmount } from './refund-amount.ts';

export type Refund = { readonly refundId: string; readonly reason: string; readonly amount: RefundAmount };

/** What a refund was made of; the same that its event records. */
export type RefundResult = {
  readonly refundId: string;
  readonly amountMinor: bigint;
  readonly commissionReturnedMinor: bigint;
  readonly clawedBackMinor: bigint;
};

/**
 * Gives an order's money back to its buyer. Held money comes from the escrow. After the release, the platform gives
 * back its commission at the rate of the sale, and the store its part: from what is available, the rest as debt.
 */
export function refundEscrow(
  work: MoneyWork,
  { payment, escrow }: { payment: PaymentStream; escrow: EscrowStream },
  { refundId, reason, amount }: Refund,
): RefundResult {
  const { amountMinor } = amount;
  const { orderId, orderNumber, storeId, currency } = escrow.state.terms;
  const sides =
    escrow.state.progress.status === 'released'
      ? fromStore(work, escrow.state, amount)
      : fromEscrow(escrow.state, amountMinor);
  work.post('refund', orderNumber, [...sides.entries, ...giveBack(work, payment, { refundId, orderId, amountMinor })]);
  const { commissionReturnedMinor, clawedBackMinor, toDebtMinor } = sides;
  const data = { refundId, ...amount, commissionReturnedMinor, clawedBackMinor, toDebtMinor, reason };
  escrow.record({ type: 'escrow_refunded', data }, work.occasion);
  work.announce({
    kind: 'refund_issued',
    refundId,
    orderId,
    storeId,
    amount: money(amountMinor, currency),
    reason,
    complete: leftToRefund(escrow.state) === 0n,
    refundedAt: work.occasion.at,
  });
  return { refundId, amountMinor, commissionReturnedMinor, clawedBackMinor };
}

type Sides = { entries: Entry[]; commissionReturnedMinor: bigint; clawedBackMinor: bigint; toDebtMinor: bigint };

const fromEscrow = ({ terms }: Escrow, amountMinor: bigint): Sides => ({
  entries: [entry(escrowOf(terms, terms.currency), -amountMinor)],
  commissionReturnedMinor: 0n,
  clawedBackMinor: 0n,
  toDebtMinor: 0n,
});

function fromStore(work: MoneyWork, escrow: Escrow, { amountMinor, itemsMinor }: RefundAmount): Sides {
  const { storeId, currency } = escrow.terms;
  const items = itemsLeft(escrow);
  const commissionReturnedMinor = commissionOn(escrow, items) - commissionOn(escrow, items - itemsMinor);
  const clawedBackMinor = amountMinor - commissionReturnedMinor;
  const available = work.balance(storeAvailable(storeId, currency));
  const fromAvailable = available < clawedBackMinor ? available : clawedBackMinor;
  const toDebtMinor = clawedBackMinor - fromAvailable;
  const entries = [
    entry(commissionRevenue(currency), -commissionReturnedMinor),
    entry(storeAvailable(storeId, currency), -fromAvailable),
    entry(storeDebt(storeId, currency), -toDebtMinor),
  ];
  return { entries, commissionReturnedMinor, clawedBackMinor, toDebtMinor };
}
