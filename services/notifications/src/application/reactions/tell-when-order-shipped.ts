import { toOwner, type Post } from '../posts.ts';
import { aboutOrder, contactOf, type OrderFacts } from './order-facts.ts';

type Facts = OrderFacts & { readonly carrier: string; readonly trackingNumber: string };

/** Tells the buyer how to follow the parcel. */
export function tellWhenOrderShipped(causeId: string, order: Facts): Post {
  const { orderId, orderNumber, carrier, trackingNumber, email } = order;
  const notice = {
    title: `Order ${orderNumber} is on its way`,
    body: `Sent with ${carrier}, tracking number ${trackingNumber}.`,
  };
  return {
    orders: [contactOf(order)],
    emails: [
      {
        causeId,
        to: { kind: 'address', address: email },
        template: 'order-shipped',
        data: { orderNumber, carrier, trackingNumber },
      },
    ],
    notices: toOwner(order.owner).map((to) => ({
      causeId,
      to,
      kind: 'order-shipped',
      subject: aboutOrder(orderId),
      ...notice,
    })),
  };
}
