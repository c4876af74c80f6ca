import { moneyText, type Amount } from '../money-text.ts';
import type { Post } from '../posts.ts';
import { aboutOrder } from './order-facts.ts';

type Facts = {
  readonly orderId: string;
  readonly storeId: string;
  readonly amount: Amount;
  readonly complete: boolean;
};

/** Tells the buyer, whom only the order knows, that money comes back. */
export function tellWhenRefundIssued(causeId: string, refund: Facts): Post {
  const { orderId, complete } = refund;
  const amount = moneyText(refund.amount);
  const to = { kind: 'order', orderId } as const;
  const title = `${amount} is refunded`;
  const body = complete ? 'The whole order is refunded.' : 'A part of the order is refunded.';
  return {
    emails: [{ causeId, to, template: 'refund', data: { amount, complete } }],
    notices: [{ causeId, to, kind: 'refund', title, body, subject: aboutOrder(orderId) }],
  };
}
