import { moneyText, type Amount } from '../money-text.ts';
import type { Post } from '../posts.ts';
import { aboutOrder } from './order-facts.ts';

type Facts = {
  readonly orderId: string;
  readonly storeId: string;
  readonly toStore: Amount;
  readonly commission: Amount;
};

/** Tells the store what it has earned with an order. */
export function tellWhenFundsReleased(causeId: string, release: Facts): Post {
  const { orderId, storeId } = release;
  const amount = moneyText(release.toStore);
  const commission = moneyText(release.commission);
  const to = { kind: 'store', storeId } as const;
  const title = `${amount} is released to your wallet`;
  const body = `After a commission of ${commission}.`;
  return {
    emails: [{ causeId, to, template: 'funds-released', data: { amount, commission, orderId } }],
    notices: [{ causeId, to, kind: 'funds-released', title, body, subject: aboutOrder(orderId) }],
  };
}
