import type { Amount } from '../money-text.ts';
import type { OrderContact } from '../posts.ts';

/** What every event of an order tells. */
export type OrderFacts = OrderContact & { readonly storeId: string; readonly total: Amount };

export const contactOf = ({ orderId, orderNumber, owner, email }: OrderFacts): OrderContact => ({
  orderId,
  orderNumber,
  owner,
  email,
});

export const aboutOrder = (orderId: string) => ({ kind: 'order', id: orderId });
