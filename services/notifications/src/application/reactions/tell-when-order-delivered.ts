import type { Post } from '../posts.ts';
import { aboutOrder, contactOf, type OrderFacts } from './order-facts.ts';

type Facts = OrderFacts & { readonly by: 'buyer' | 'timer' };

/** Tells the store that an order has arrived; the buyer knows. */
export function tellWhenOrderDelivered(causeId: string, order: Facts): Post {
  const { orderId, orderNumber, storeId } = order;
  const body = order.by === 'buyer' ? 'The buyer confirmed the delivery.' : 'The time to object has passed.';
  const title = `Order ${orderNumber} is delivered`;
  const subject = aboutOrder(orderId);
  return {
    orders: [contactOf(order)],
    notices: [{ causeId, to: { kind: 'store', storeId }, kind: 'order-delivered', title, body, subject }],
  };
}
