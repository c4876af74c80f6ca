import type { IntegrationEvent } from '@haat/contracts';
import { isEvent, type Subscription, type Transaction } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { Stores } from '../../application/ports/unit-of-work.ts';
import type { OrderNews } from '../../application/reactions/settle-stock-when-orders-move.ts';

/** The consumer's position in the stream is kept under this name: never rename it. */
const GROUP = 'inventory.settle-stock-when-orders-move';
const MAX_BATCH = 200;

/** One group for all news of orders, so that those of one order are settled in the order in which they happened. */
export const createSubscriptions = (app: Application, bind: (tx: Transaction) => Stores): Subscription[] => [
  {
    group: GROUP,
    on: ['orderPaid', 'orderCancelled', 'returnAccepted'],
    maxBatch: MAX_BATCH,
    handle: (tx, events) => app.settleStock(bind(tx), events.flatMap(toNews)),
  },
];

function toNews(event: IntegrationEvent): OrderNews[] {
  if (isEvent(event, 'orderPaid')) return [{ type: 'paid', ...refOf(event.data) }];
  if (isEvent(event, 'orderCancelled')) return [{ type: 'cancelled', ...refOf(event.data) }];
  if (!isEvent(event, 'returnAccepted')) return [];
  const { returnId, lines } = event.data;
  return [{ type: 'returned', ...refOf(event.data), returnId, lines }];
}

const refOf = ({ orderId, checkoutId }: { orderId: string; checkoutId: string }) => ({ orderId, checkoutId });
