import { evolveAll, noteDisputeDecided, noteDisputeOpened } from '../../domain/index.ts';
import type { OrderRepository } from '../ports/order-repository.ts';
import { asService } from './as-service.ts';

type DisputeNews = { readonly orderId: string; readonly disputeId: string } & (
  | { readonly kind: 'opened'; readonly reason: string }
  | { readonly kind: 'decided'; readonly decision: 'released' | 'refunded' | 'split' }
);

export async function noteDisputeWhenOpenedOrDecided(
  orders: OrderRepository,
  news: readonly DisputeNews[],
): Promise<void> {
  const newsOf = Map.groupBy(news, (item) => item.orderId);
  await orders.updateMany([...newsOf.keys()], asService('payments'), (order) =>
    evolveAll(order, newsOf.get(order.orderId)!, (current, item) =>
      item.kind === 'opened'
        ? noteDisputeOpened(current, item.disputeId, item.reason)
        : noteDisputeDecided(current, item.disputeId, item.decision),
    ),
  );
}
