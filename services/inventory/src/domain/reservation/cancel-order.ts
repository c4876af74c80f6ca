import { forgetAlertWhenFilled } from '../stock/change-on-hand.ts';
import type { StockBook } from '../stock/stock-book.ts';
import type { OrderRef } from './commit-order.ts';
import type { Reservation } from './reservation.ts';

/** Gives back what a cancelled order held or had taken, and bars a late payment from taking it again. */
export function cancelOrder(book: StockBook, { checkoutId, orderId }: OrderRef): void {
  for (const reservation of book.reservationsOfOrder(checkoutId, orderId)) {
    if (reservation.status === 'committed') restock(book, reservation);
    else if (reservation.status !== 'restocked') release(book, reservation);
  }
}

function restock(book: StockBook, reservation: Reservation): void {
  const { variantId, quantity, returned, orderId } = reservation;
  book.move({ variantId, onHandDelta: quantity - returned, reservedDelta: 0, cause: 'cancelled', reference: orderId });
  book.change(reservation, { status: 'restocked', returned: quantity });
  forgetAlertWhenFilled(book, variantId);
}

function release(book: StockBook, reservation: Reservation): void {
  const { variantId, quantity, orderId } = reservation;
  if (reservation.status === 'held') {
    book.move({ variantId, onHandDelta: 0, reservedDelta: -quantity, cause: 'cancelled', reference: orderId });
  }
  book.change(reservation, { status: 'released', releasedBy: 'cancelled' });
}
