import { OrderInWrongStatus } from './order.errors.ts';
import type { Order } from './order.ts';
import type { OrderEvent } from './order.events.ts';
import { canMove } from './order-status.ts';

/** The stock is taken off the shelf. A cancelled order stays cancelled: inventory puts the stock back by itself. */
export function confirm(order: Order): OrderEvent[] {
  return order.status === 'paid' ? [{ type: 'OrderConfirmed', data: {} }] : [];
}

/** The store begins to pack. */
export function startProcessing(order: Order): OrderEvent[] {
  if (!canMove(order.status, 'processing')) throw new OrderInWrongStatus(order.status, 'processed');
  return [{ type: 'ProcessingStarted', data: {} }];
}

/** The goods are with a carrier; from here on the order can be returned but no longer cancelled. */
export function ship(
  order: Order,
  parcel: { readonly carrier: string; readonly trackingNumber: string },
): OrderEvent[] {
  if (!canMove(order.status, 'shipped')) throw new OrderInWrongStatus(order.status, 'shipped');
  return [{ type: 'OrderShipped', data: { carrier: parcel.carrier, trackingNumber: parcel.trackingNumber } }];
}

/** The buyer has the goods. */
export function confirmDelivery(order: Order): OrderEvent[] {
  if (!canMove(order.status, 'delivered')) throw new OrderInWrongStatus(order.status, 'confirmed as delivered');
  return [{ type: 'OrderDelivered', data: { by: 'buyer' } }];
}

/** The time for a complaint has passed, so that a shipped order counts as delivered. */
export function deliverByTimer(order: Order): OrderEvent[] {
  return order.status === 'shipped' ? [{ type: 'OrderDelivered', data: { by: 'timer' } }] : [];
}
