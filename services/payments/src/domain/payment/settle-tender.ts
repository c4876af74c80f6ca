import { money } from '@haat/domain';
import { escrowOf, unapplied } from '../ledger/account.ts';
import { entry } from '../ledger/posting.ts';
import type { MoneyWork } from '../money/money-work.ts';
import { type EscrowStream, escrowStream } from '../escrow/escrow-stream.ts';
import { refundEscrow } from '../escrow/refund-escrow.ts';
import { refundOfAll } from '../escrow/refund-amount.ts';
import { failPayment } from './fail-payment.ts';
import { giveBackUnapplied } from './give-back.ts';
import type { PaymentStream } from './payment-stream.ts';
import { type SoldOrder, type TenderInHand, tendersOf } from './payment.ts';
import { sourceOf } from './tender-account.ts';

export type TenderResult = { readonly kind: 'succeeded' } | { readonly kind: 'declined'; readonly declineCode: string };

/**
 * Takes in what became of one tender, from whomever it is heard and however often. The last success completes the
 * payment; a success that comes too late is booked and given back.
 * @returns the escrows that were opened
 */
export function settleTender(
  work: MoneyWork,
  payment: PaymentStream,
  { tenderId, result }: { tenderId: string; result: TenderResult },
): EscrowStream[] {
  const tender = tendersOf(payment.state).find((each) => each.tenderId === tenderId);
  if (tender === undefined) throw new Error(`payment ${payment.state.terms.paymentId} has no tender ${tenderId}`);
  if (result.kind === 'declined') {
    if (tender.status === 'pending') decline(work, payment, { tender, declineCode: result.declineCode });
    return [];
  }
  if (tender.status === 'succeeded' || tender.status === 'refunded') return [];
  payment.record({ type: 'tender_succeeded', data: { tenderId } }, work.occasion);
  const isInTime = payment.state.progress.status === 'processing';
  if (isInTime && payment.state.progress.tenders.every((each) => each.status === 'succeeded')) {
    return complete(work, payment, tender);
  }
  capture(work, payment, tender);
  if (!isInTime) giveBackUnapplied(work, payment, [{ ...tender, status: 'succeeded' }]);
  return [];
}

function decline(
  work: MoneyWork,
  payment: PaymentStream,
  { tender, declineCode }: { tender: TenderInHand; declineCode: string },
) {
  payment.record({ type: 'tender_declined', data: { tenderId: tender.tenderId, declineCode } }, work.occasion);
  failPayment(work, payment, { reason: 'declined', declineCode });
}

/** Books money that came in before the payment is whole. */
function capture(work: MoneyWork, payment: PaymentStream, tender: TenderInHand): void {
  const { paymentId, checkoutId, currency } = payment.state.terms;
  work.post('capture', checkoutId, [
    entry(sourceOf(tender, currency), -tender.amountMinor),
    entry(unapplied(paymentId, currency), tender.amountMinor),
  ]);
}

/** Locks the money of each order: the last tender's comes from its source, that of the others was booked before. */
function complete(work: MoneyWork, payment: PaymentStream, last: TenderInHand): EscrowStream[] {
  const { terms } = payment.state;
  const { currency } = terms;
  payment.record({ type: 'payment_completed', data: {} }, work.occasion);
  work.post('capture', terms.checkoutId, [
    entry(sourceOf(last, currency), -last.amountMinor),
    entry(unapplied(terms.paymentId, currency), last.amountMinor - terms.totalMinor),
    ...terms.orders.map((order) => entry(escrowOf(order, currency), order.totalMinor)),
  ]);
  const escrows = terms.orders
    .filter((order) => order.totalMinor > 0n)
    .map((order) => openEscrow(work, payment, order));
  const cancelled = new Set(payment.state.progress.cancelledOrderIds);
  const orderIds = terms.orders.map((order) => order.orderId).filter((orderId) => !cancelled.has(orderId));
  const { paymentId, checkoutId } = terms;
  work.announce({
    kind: 'payment_completed',
    paymentId,
    checkoutId,
    orderIds,
    amount: money(terms.totalMinor, currency),
  });
  for (const escrow of escrows) {
    if (!cancelled.has(escrow.state.terms.orderId)) continue;
    const refund = { refundId: work.nextId(), reason: 'order_cancelled', amount: refundOfAll(escrow.state) };
    refundEscrow(work, { payment, escrow }, refund);
  }
  return escrows;
}

function openEscrow(work: MoneyWork, payment: PaymentStream, order: SoldOrder): EscrowStream {
  const { paymentId, checkoutId, owner, currency } = payment.state.terms;
  const { totalMinor, ...sold } = order;
  const escrow = escrowStream();
  const terms = { ...sold, paymentId, checkoutId, owner, currency, lockedMinor: totalMinor };
  escrow.record({ type: 'escrow_opened', data: terms }, work.occasion);
  return escrow;
}
