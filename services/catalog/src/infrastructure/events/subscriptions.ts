import type { EventData } from '@haat/contracts';
import { type Subscription, subscription, type Transaction } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { Projections } from '../../application/ports/projections.ts';
import type { Purchase } from '../../domain/review/review.ts';

/** Positions in the stream are kept under these names: never rename them. */
const GROUPS = {
  stores: 'catalog.copy-stores-when-they-change',
  stock: 'catalog.note-stock-when-its-status-changes',
  purchases: 'catalog.note-purchases-when-orders-are-delivered',
} as const;

export const createSubscriptions = (app: Application, bind: (tx: Transaction) => Projections): Subscription[] => [
  subscription({
    group: GROUPS.stores,
    on: ['storeChanged'],
    handle: (tx, events) =>
      app.copyStoresWhenTheyChange(
        bind(tx),
        events.map(({ data }) => data),
      ),
  }),
  subscription({
    group: GROUPS.stock,
    on: ['stockStatusChanged'],
    handle: (tx, events) =>
      app.noteStockWhenItsStatusChanges(
        bind(tx),
        events.map(({ data }) => data),
      ),
  }),
  subscription({
    group: GROUPS.purchases,
    on: ['orderDelivered'],
    handle: (tx, events) =>
      app.notePurchasesWhenOrdersAreDelivered(
        bind(tx),
        events.flatMap(({ data }) => toPurchases(data)),
      ),
  }),
];

const toPurchases = ({ orderId, owner, storeId, deliveredAt, lines }: EventData<'orderDelivered'>): Purchase[] =>
  lines.map(({ orderLineId, productId }) => ({
    orderLineId,
    orderId,
    owner,
    productId,
    storeId,
    deliveredAt: new Date(deliveredAt),
  }));
