import { type Money, sum } from '@haat/domain';
import type { Order } from './order.ts';
import type { OrderEvent } from './order.events.ts';

/*
 * What payments tell us of. These verbs refuse nothing: money has moved already, and the events of payments may come
 * twice, late, or after the order took another turn.
 */

/** A payment covers the order. One that comes too late changes no status: payments gives it back by itself. */
export function markPaid(order: Order, paymentId: string): OrderEvent[] {
  if (order.status === 'placed') return [{ type: 'OrderPaid', data: { paymentId } }];
  if (order.status !== 'cancelled') return [];
  // An order that was cancelled after it had been paid hears of the same payment again when events are redelivered.
  if (order.paymentId === paymentId || order.latePaymentIds.includes(paymentId)) return [];
  return [{ type: 'PaymentArrivedTooLate', data: { paymentId } }];
}

/** The payment came to nothing; orders that another payment has covered meanwhile stay as they are. */
export function cancelUnpaid(order: Order, reason: 'payment_failed' | 'payment_timed_out'): OrderEvent[] {
  if (order.status !== 'placed') return [];
  return [{ type: 'OrderCancelled', data: { reason, note: '' } }];
}

export type RefundNote = {
  readonly refundId: string;
  readonly amount: Money;
  readonly reason: string;
  /** Everything that was paid for the order has been given back. */
  readonly complete: boolean;
};

/** Money went back to the buyer; once every unit is back too, the order is over. */
export function noteRefund(order: Order, { complete, ...refund }: RefundNote): OrderEvent[] {
  if (order.refunds.some((known) => known.refundId === refund.refundId)) return [];
  const noted: OrderEvent = { type: 'RefundReceived', data: refund };
  const isOnItsWay = order.status === 'shipped' || order.status === 'delivered';
  const allBack = order.lines.every((line) => line.returnedQuantity === line.quantity);
  if (isOnItsWay && allBack && (complete || coversItems(order, refund.amount))) {
    return [noted, { type: 'OrderReturned', data: {} }];
  }
  return [noted];
}

export function noteDisputeOpened(order: Order, disputeId: string, reason: string): OrderEvent[] {
  if (order.disputes.some((known) => known.disputeId === disputeId)) return [];
  return [{ type: 'DisputeOpened', data: { disputeId, reason } }];
}

export function noteDisputeDecided(
  order: Order,
  disputeId: string,
  decision: 'released' | 'refunded' | 'split',
): OrderEvent[] {
  if (order.disputes.some((known) => known.disputeId === disputeId && known.decision !== null)) return [];
  return [{ type: 'DisputeDecided', data: { disputeId, decision } }];
}

function coversItems(order: Order, latest: Money): boolean {
  const refunded = sum([...order.refunds.map((refund) => refund.amount), latest], order.totals.items.currency);
  return refunded.amountMinor >= order.totals.items.amountMinor;
}
