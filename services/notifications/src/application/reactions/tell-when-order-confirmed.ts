import { moneyText, type Amount } from '../money-text.ts';
import { toOwner, type Post } from '../posts.ts';
import { aboutOrder, contactOf, type OrderFacts } from './order-facts.ts';

type Line = { readonly title: string; readonly quantity: number; readonly items: Amount };
type Facts = OrderFacts & { readonly storeName: string; readonly lines: readonly Line[] };

/** Tells the buyer that the order stands, and the store that there is something to send. */
export function tellWhenOrderConfirmed(causeId: string, order: Facts): Post {
  const { orderId, orderNumber, storeId, storeName, email } = order;
  const total = moneyText(order.total);
  const lines = order.lines.map(({ title, quantity, items }) => ({ title, quantity, amount: moneyText(items) }));
  const subject = aboutOrder(orderId);
  const toBuyer = { title: `Order ${orderNumber} is confirmed`, body: `${storeName} prepares your order of ${total}.` };
  const toStore = { title: `New order ${orderNumber}`, body: `An order of ${total} waits to be sent.` };
  return {
    orders: [contactOf(order)],
    emails: [
      {
        causeId,
        to: { kind: 'address', address: email },
        template: 'order-confirmed',
        data: { orderNumber, storeName, total, lines },
      },
    ],
    notices: [
      ...toOwner(order.owner).map((to) => ({ causeId, to, kind: 'order-confirmed', subject, ...toBuyer })),
      { causeId, to: { kind: 'store', storeId }, kind: 'order-received', subject, ...toStore },
    ],
  };
}
