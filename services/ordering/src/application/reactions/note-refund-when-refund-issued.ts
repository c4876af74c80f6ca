import { evolveAll, noteRefund, type RefundNote } from '../../domain/index.ts';
import type { OrderRepository } from '../ports/order-repository.ts';
import { asService } from './as-service.ts';

type RefundIssued = RefundNote & { readonly orderId: string };

/** Several refunds of one order may come in one batch; each is decided on what the one before left. */
export async function noteRefundWhenRefundIssued(
  orders: OrderRepository,
  events: readonly RefundIssued[],
): Promise<void> {
  const refundsOf = Map.groupBy(events, (event) => event.orderId);
  await orders.updateMany([...refundsOf.keys()], asService('payments'), (order) =>
    evolveAll(order, refundsOf.get(order.orderId)!, (current, { orderId: _orderId, ...refund }) =>
      noteRefund(current, refund),
    ),
  );
}
