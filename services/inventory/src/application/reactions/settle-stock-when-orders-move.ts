import { type Clock, serviceIntent } from '@haat/domain';
import { cancelOrder } from '../../domain/reservation/cancel-order.ts';
import { commitOrder, type OrderRef } from '../../domain/reservation/commit-order.ts';
import { type AcceptedReturn, restockReturn } from '../../domain/reservation/restock-return.ts';
import type { StockBook } from '../../domain/stock/stock-book.ts';
import type { Stores } from '../ports/unit-of-work.ts';

/** What ordering told us of an order. */
export type OrderNews =
  | ({ readonly type: 'paid' } & OrderRef)
  | ({ readonly type: 'cancelled' } & OrderRef)
  | ({ readonly type: 'returned' } & AcceptedReturn);

/**
 * Deducts what paid orders hold, gives back what cancelled ones held or took, and shelves what came back. A backlog is
 * settled in the order in which it happened, with the few statements of a single change.
 */
export function createSettleStock({ clock }: { clock: Clock }) {
  const { actor } = serviceIntent('inventory');
  return async ({ stock, returns }: Stores, news: readonly OrderNews[]): Promise<void> => {
    const now = clock.now();
    const returned = news.filter((one) => one.type === 'returned');
    const unknown = returned.length === 0 ? new Set<string>() : await returns.claim(returned, now);
    const checkoutIds = [...new Set(news.map(({ checkoutId }) => checkoutId))];
    await stock.update({ variantIds: [], checkoutIds }, { actor, now }, (book) => {
      // A set of its own each time, because the decision may run twice.
      const open = new Set(unknown);
      for (const one of news) settle(book, one, open);
    });
  };
}

function settle(book: StockBook, news: OrderNews, openReturns: Set<string>): void {
  const order = { checkoutId: news.checkoutId, orderId: news.orderId };
  if (news.type === 'paid') commitOrder(book, order);
  else if (news.type === 'cancelled') cancelOrder(book, order);
  else if (openReturns.delete(news.returnId)) restockReturn(book, news);
}
