import { OrderInWrongStatus } from './order.errors.ts';
import type { Order } from './order.ts';
import type { CancelReason, OrderEvent } from './order.events.ts';
import { canMove } from './order-status.ts';

/** Somebody calls the order off before it is shipped. */
export function cancel(order: Order, reason: CancelReason, note: string): OrderEvent[] {
  if (!canMove(order.status, 'cancelled')) throw new OrderInWrongStatus(order.status, 'cancelled');
  return [{ type: 'OrderCancelled', data: { reason, note } }];
}

/** The shelf was empty when the money came. An order that got its stock another way stays as it is. */
export function cancelForLackOfStock(order: Order): OrderEvent[] {
  if (order.status !== 'paid') return [];
  return [{ type: 'OrderCancelled', data: { reason: 'stock_short', note: '' } }];
}
