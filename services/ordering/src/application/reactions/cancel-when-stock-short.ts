import { cancelForLackOfStock } from '../../domain/index.ts';
import type { OrderRepository } from '../ports/order-repository.ts';
import { asService } from './as-service.ts';

/** Payments gives the money back when it hears of the cancellation. */
export const cancelWhenStockShort = (
  orders: OrderRepository,
  events: readonly { readonly orderId: string }[],
): Promise<void> =>
  orders.updateMany(
    events.map((event) => event.orderId),
    asService('inventory'),
    cancelForLackOfStock,
  );
