import type { Purchase } from '../../domain/review/review.ts';
import type { StoreCopy } from '../../domain/store/selling-store.ts';
import type { Projections } from '../ports/projections.ts';

/** Of several news of one thing in a batch the last one counts, so that each row is written once. */
const lastOfEach = <T>(news: readonly T[], keyOf: (one: T) => string): T[] => [
  ...new Map(news.map((one) => [keyOf(one), one])).values(),
];

/** A store's status decides whether its products are on the market, from the moment the news arrives. */
export const copyStoresWhenTheyChange = (projections: Projections, stores: readonly StoreCopy[]): Promise<void> =>
  projections.copyStores(lastOfEach(stores, ({ storeId }) => storeId));

export type StockNews = { readonly variantId: string; readonly inStock: boolean };

export const noteStockWhenItsStatusChanges = (projections: Projections, news: readonly StockNews[]): Promise<void> =>
  projections.noteStock(lastOfEach(news, ({ variantId }) => variantId));

export const notePurchasesWhenOrdersAreDelivered = (
  projections: Projections,
  purchases: readonly Purchase[],
): Promise<void> => projections.notePurchases(lastOfEach(purchases, ({ orderLineId }) => orderLineId));
