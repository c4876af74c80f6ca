import type { EventData, IntegrationEvent } from '@haat/contracts';
import { isEvent, type Subscription, subscription, type Transaction } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { Sale, Sales } from '../../application/ports/sales.ts';

/** Positions in the stream are kept under this name: never rename it. */
const GROUP = 'catalog.keep-sales-when-orders-change';

/** Sales of one order are noted before they are taken back, because its events come in order and one group takes both. */
export const createSalesSubscriptions = (app: Application, bind: (tx: Transaction) => Sales): Subscription[] => [
  subscription({
    group: GROUP,
    on: ['orderConfirmed', 'orderCancelled'],
    // Nobody waits for what sells best.
    gatherMs: 1_000,
    async handle(tx, events) {
      const told = events as readonly IntegrationEvent[];
      const sold = told.flatMap((event) => (isEvent(event, 'orderConfirmed') ? toSales(event.data) : []));
      const cancelled = told.flatMap((event) => (isEvent(event, 'orderCancelled') ? [event.data.orderId] : []));
      if (sold.length > 0) await app.noteSalesWhenOrdersAreConfirmed(bind(tx), sold);
      if (cancelled.length > 0) await app.takeBackSalesWhenOrdersAreCancelled(bind(tx), cancelled);
    },
  }),
];

const toSales = ({ orderId, checkoutId, lines }: EventData<'orderConfirmed'>): Sale[] =>
  lines.map(({ orderLineId, productId, quantity }) => ({ orderLineId, orderId, checkoutId, productId, quantity }));
