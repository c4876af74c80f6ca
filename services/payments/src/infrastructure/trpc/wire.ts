import type { MoneyWire, OutputOf, paymentsContract } from '@haat/contracts';
import type { Money } from '@haat/domain';
import type { RefundView } from '../../application/commands/refund-order.ts';
import type { Dispute } from '../../application/ports/disputes.ts';
import type { Payout } from '../../application/ports/payouts.ts';
import type { Voucher } from '../../application/ports/stores.ts';
import type { LedgerLine, TrialBalanceRow, Wallet } from '../../application/ports/wallet-reader.ts';
import { commissionOn, type Escrow, itemsLeft } from '../../domain/escrow/escrow.ts';
import { type Payment, tendersOf } from '../../domain/payment/payment.ts';

type Procedures = typeof paymentsContract.procedures;
type Answer<Name extends keyof Procedures> = OutputOf<Procedures[Name]>;

export const wire = (amountMinor: bigint, currency: string): MoneyWire => ({
  amountMinor: amountMinor.toString(),
  currency,
});

export const fromWire = ({ amountMinor, currency }: MoneyWire): Money => ({
  amountMinor: BigInt(amountMinor),
  currency,
});

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null;

export const toPayment = (payment: Payment): Answer<'getPayment'> => ({
  paymentId: payment.terms.paymentId,
  checkoutId: payment.terms.checkoutId,
  status: payment.progress.status,
  amount: wire(payment.terms.totalMinor, payment.terms.currency),
  tenders: tendersOf(payment).map(({ tenderId, method, amountMinor, status, declineCode }) => ({
    tenderId,
    method,
    amount: wire(amountMinor, payment.terms.currency),
    status,
    declineCode,
  })),
  openedAt: payment.progress.openedAt.toISOString(),
  settledAt: iso(payment.progress.settledAt),
});

/** Commission: what was taken, or, while the money is held, what would be. */
export function toEscrow(escrow: Escrow): Answer<'getEscrow'> {
  const { terms, progress } = escrow;
  const isReleased = progress.releasedAt !== null;
  const commissionMinor = isReleased ? progress.commissionTakenMinor : commissionOn(escrow, itemsLeft(escrow));
  return {
    orderId: terms.orderId,
    storeId: terms.storeId,
    status: progress.status,
    locked: wire(terms.lockedMinor, terms.currency),
    held: wire(progress.heldMinor, terms.currency),
    refunded: wire(progress.refundedMinor, terms.currency),
    commissionRateBasisPoints: terms.commissionRateBasisPoints,
    commission: wire(commissionMinor, terms.currency),
    releaseDueAt: iso(progress.releaseDueAt),
    releasedAt: iso(progress.releasedAt),
  };
}

export const toRefund = (refund: RefundView): Answer<'refundOrder'> => ({
  refundId: refund.refundId,
  orderId: refund.orderId,
  amount: wire(refund.amountMinor, refund.currency),
  commissionReturned: wire(refund.commissionReturnedMinor, refund.currency),
  clawedBack: wire(refund.clawedBackMinor, refund.currency),
  reason: refund.reason,
  refundedAt: refund.refundedAt.toISOString(),
});

export const toDispute = (dispute: Dispute): Answer<'openDispute'> => ({
  disputeId: dispute.disputeId,
  orderId: dispute.orderId,
  status: dispute.status,
  reason: dispute.reason,
  openedAt: dispute.openedAt.toISOString(),
  decidedAt: iso(dispute.decidedAt),
  refund: dispute.refundMinor === null ? null : wire(dispute.refundMinor, dispute.currency),
});

export const toPayout = (payout: Payout): Answer<'requestPayout'> => ({
  payoutId: payout.payoutId,
  storeId: payout.storeId,
  amount: wire(payout.amountMinor, payout.currency),
  status: payout.status,
  requestedAt: payout.requestedAt.toISOString(),
  decidedAt: iso(payout.decidedAt),
});

export const toVoucher = (voucher: Voucher): Answer<'getVoucher'> => ({
  code: voucher.code,
  value: wire(voucher.valueMinor, voucher.currency),
  remaining: wire(voucher.remainingMinor, voucher.currency),
  issuedAt: voucher.issuedAt.toISOString(),
});

export const toWallet = (wallet: Wallet, asOf: Date): Answer<'getWallet'>['wallets'][number] => ({
  storeId: wallet.storeId,
  currency: wallet.currency,
  pending: wire(wallet.pendingMinor, wallet.currency),
  available: wire(wallet.availableMinor, wallet.currency),
  debt: wire(wallet.debtMinor, wallet.currency),
  inPayout: wire(wallet.inPayoutMinor, wallet.currency),
  asOf: asOf.toISOString(),
});

export const toLedgerEntry = (line: LedgerLine): Answer<'listLedger'>['items'][number] => ({
  transactionId: line.transactionId,
  kind: line.kind,
  account: line.account,
  amount: wire(line.amountMinor, line.currency),
  at: line.at.toISOString(),
  reference: line.reference,
});

export const toTrialRow = (row: TrialBalanceRow): Answer<'trialBalance'>['rows'][number] => ({
  kind: row.kind,
  balance: wire(row.balanceMinor, row.currency),
  accounts: row.accounts,
  entries: row.entries,
});
