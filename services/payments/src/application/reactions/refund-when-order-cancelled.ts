import { DomainError } from '@haat/domain';
import { leftToRefund } from '../../domain/escrow/escrow.ts';
import { refundEscrow } from '../../domain/escrow/refund-escrow.ts';
import { refundOfAll } from '../../domain/escrow/refund-amount.ts';
import { cancelOrderOfPayment } from '../../domain/payment/fail-payment.ts';
import { accountsOfEscrows, accountsOfPayments, beginWork, type MoneyRoom, SERVICE_ACTOR } from '../money-room.ts';
import type { Stores } from '../ports/stores.ts';

/**
 * The cancellation was faster than the checkout it belongs to: they have different keys, so nothing keeps their order.
 * Being `unavailable`, it is tried again until the payment is there; dropping it would let a cancelled order be paid.
 */
export class PaymentNotOpenYet extends DomainError {
  constructor() {
    super('payments.payment_not_open_yet', 'unavailable', 'The payment of this order has not been opened yet.');
  }
}

export type CancelledOrder = { readonly orderId: string; readonly checkoutId: string; readonly reason: string };

/**
 * Gives back all of a cancelled order's money; where its payment is still open, takes the order out of the payment.
 */
export async function refundWhenOrdersCancelled(room: MoneyRoom, stores: Stores, cancelled: readonly CancelledOrder[]) {
  const payments = await stores.payments.lockOfCheckouts([...new Set(cancelled.map((order) => order.checkoutId))]);
  const escrows = await stores.escrows.lock(cancelled.map((order) => order.orderId));
  const accounts = [...accountsOfPayments(payments), ...accountsOfEscrows(escrows)];
  const work = await beginWork(room, stores, { actor: SERVICE_ACTOR, accounts });
  const paymentOfCheckout = new Map(payments.map((payment) => [payment.state.terms.checkoutId, payment]));
  const escrowOfOrder = new Map(escrows.map((escrow) => [escrow.state.terms.orderId, escrow]));
  for (const { orderId, checkoutId, reason } of cancelled) {
    const payment = paymentOfCheckout.get(checkoutId);
    if (payment === undefined) throw new PaymentNotOpenYet();
    cancelOrderOfPayment(work, payment, orderId);
    const escrow = escrowOfOrder.get(orderId);
    if (escrow === undefined || leftToRefund(escrow.state) === 0n) continue;
    refundEscrow(work, { payment, escrow }, { refundId: work.nextId(), reason, amount: refundOfAll(escrow.state) });
  }
  await stores.write(work, { payments, escrows });
}
