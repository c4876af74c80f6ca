import { toOwner, type Post } from '../posts.ts';
import { aboutOrder, contactOf, type OrderFacts } from './order-facts.ts';

type Facts = OrderFacts & { readonly reason: string; readonly note: string };

/** Tells both sides that the order will not be fulfilled, and why. */
export function tellWhenOrderCancelled(causeId: string, order: Facts): Post {
  const { orderId, orderNumber, storeId, note, email } = order;
  const reason = order.reason.replaceAll('_', ' ');
  const title = `Order ${orderNumber} is cancelled`;
  const body = note === '' ? `Reason: ${reason}.` : `Reason: ${reason}. ${note}`;
  const notice = { causeId, kind: 'order-cancelled', title, body, subject: aboutOrder(orderId) };
  return {
    orders: [contactOf(order)],
    emails: [
      {
        causeId,
        to: { kind: 'address', address: email },
        template: 'order-cancelled',
        data: { orderNumber, reason, note },
      },
    ],
    notices: [...toOwner(order.owner), { kind: 'store', storeId } as const].map((to) => ({ ...notice, to })),
  };
}
