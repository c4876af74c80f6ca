import { forgetAlertWhenFilled } from '../stock/change-on-hand.ts';
import type { StockBook } from '../stock/stock-book.ts';
import type { OrderRef } from './commit-order.ts';
import { unitsByVariant } from './hold.ts';
import { ReturnExceedsOrder } from './reservation.errors.ts';

export type AcceptedReturn = OrderRef & {
  readonly returnId: string;
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
};

/** Puts what came back on the shelf. No more can come back than the order took, or stock would appear from nowhere. */
export function restockReturn(book: StockBook, { checkoutId, orderId, returnId, lines }: AcceptedReturn): void {
  const reservations = book.reservationsOfOrder(checkoutId, orderId);
  for (const [variantId, quantity] of unitsByVariant(lines)) {
    const reservation = reservations.find((r) => r.variantId === variantId && r.status === 'committed');
    const returned = (reservation?.returned ?? 0) + quantity;
    if (reservation === undefined || returned > reservation.quantity) throw new ReturnExceedsOrder(orderId, variantId);
    book.move({ variantId, onHandDelta: quantity, reservedDelta: 0, cause: 'returned', reference: returnId });
    book.change(reservation, { returned, status: returned === reservation.quantity ? 'restocked' : 'committed' });
    forgetAlertWhenFilled(book, variantId);
  }
}
