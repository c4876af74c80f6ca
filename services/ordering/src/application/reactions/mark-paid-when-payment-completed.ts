import { markPaid } from '../../domain/index.ts';
import type { OrderRepository } from '../ports/order-repository.ts';
import { asService } from './as-service.ts';

type PaymentCompleted = { readonly paymentId: string; readonly orderIds: readonly string[] };

/** Orders of a checkout that were cancelled meanwhile stay so; the others go on. */
export async function markPaidWhenPaymentCompleted(
  orders: OrderRepository,
  events: readonly PaymentCompleted[],
): Promise<void> {
  const paymentOf = new Map(
    events.flatMap(({ orderIds, paymentId }) => orderIds.map((orderId) => [orderId, paymentId])),
  );
  await orders.updateMany([...paymentOf.keys()], asService('payments'), (order) =>
    markPaid(order, paymentOf.get(order.orderId)!),
  );
}
