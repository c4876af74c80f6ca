import type { MoneyWork } from '../money/money-work.ts';
import { giveBackUnapplied } from './give-back.ts';
import type { PaymentStream } from './payment-stream.ts';
import { type FailureReason, type Payment, tendersOf } from './payment.ts';

type Failure = { readonly reason: FailureReason; readonly declineCode: string | null };

/** Ends a payment that cannot be completed and gives back what had come in already. */
export function failPayment(work: MoneyWork, payment: PaymentStream, failure: Failure): void {
  payment.record({ type: 'payment_failed', data: failure }, work.occasion);
  giveUp(work, payment);
  const { paymentId, checkoutId } = payment.state.terms;
  const orderIds = liveOrderIds(payment.state);
  work.announce({ kind: 'payment_failed', paymentId, checkoutId, orderIds, ...failure });
}

/** Fails a payment that was not settled by the time the promise of stock ends. */
export function timeOutPayment(work: MoneyWork, payment: PaymentStream): void {
  const { terms, progress } = payment.state;
  if (progress.status !== 'processing' || terms.expiresAt > work.occasion.at) return;
  failPayment(work, payment, { reason: 'timed_out', declineCode: null });
}

/**
 * Takes one order out of a payment that is still open. With the last one the payment ends; until then the others may
 * still be paid, and the cancelled order's share is given back when they are.
 */
export function cancelOrderOfPayment(work: MoneyWork, payment: PaymentStream, orderId: string): void {
  const { terms, progress } = payment.state;
  if (progress.status !== 'processing' || progress.cancelledOrderIds.includes(orderId)) return;
  payment.record({ type: 'order_cancelled', data: { orderId } }, work.occasion);
  if (liveOrderIds(payment.state).length > 0) return;
  payment.record({ type: 'payment_cancelled', data: {} }, work.occasion);
  giveUp(work, payment);
  const { paymentId, checkoutId } = terms;
  const orderIds = terms.orders.map((order) => order.orderId);
  work.announce({ kind: 'payment_failed', paymentId, checkoutId, orderIds, reason: 'cancelled', declineCode: null });
}

function giveUp(work: MoneyWork, payment: PaymentStream): void {
  work.abandonedCharges.push(payment.state.terms.paymentId);
  giveBackUnapplied(
    work,
    payment,
    tendersOf(payment.state).filter((tender) => tender.status === 'succeeded'),
  );
}

const liveOrderIds = ({ terms, progress }: Payment): string[] =>
  terms.orders.map((order) => order.orderId).filter((orderId) => !progress.cancelledOrderIds.includes(orderId));
