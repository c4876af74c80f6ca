import { confirm } from '../../domain/index.ts';
import type { OrderRepository } from '../ports/order-repository.ts';
import { asService } from './as-service.ts';

export const confirmWhenStockDeducted = (
  orders: OrderRepository,
  events: readonly { readonly orderId: string }[],
): Promise<void> =>
  orders.updateMany(
    events.map((event) => event.orderId),
    asService('inventory'),
    confirm,
  );
