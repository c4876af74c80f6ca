import { cancelUnpaid } from '../../domain/index.ts';
import type { OrderRepository } from '../ports/order-repository.ts';
import { asService } from './as-service.ts';

type PaymentFailed = { readonly orderIds: readonly string[]; readonly reason: 'declined' | 'timed_out' | 'cancelled' };

export async function cancelWhenPaymentFailed(
  orders: OrderRepository,
  events: readonly PaymentFailed[],
): Promise<void> {
  const reasonOf = new Map(events.flatMap(({ orderIds, reason }) => orderIds.map((orderId) => [orderId, reason])));
  await orders.updateMany([...reasonOf.keys()], asService('payments'), (order) =>
    cancelUnpaid(order, reasonOf.get(order.orderId) === 'timed_out' ? 'payment_timed_out' : 'payment_failed'),
  );
}
