import type { StockBook } from '../stock/stock-book.ts';
import { availableOf } from '../stock/stock.ts';
import { isFinal, type Reservation } from './reservation.ts';

export type OrderRef = { readonly checkoutId: string; readonly orderId: string };

/**
 * Turns what a paid order holds into a deduction. A hold that expired before the money came is tried again from what is
 * available; if that is not enough, nothing is taken and the order is short. Paid twice or paid after its
 * cancellation: nothing happens.
 */
export function commitOrder(book: StockBook, order: OrderRef): void {
  const reservations = book.reservationsOfOrder(order.checkoutId, order.orderId);
  if (reservations.length > 0 && reservations.every((r) => isFinal(r) || r.status === 'committed')) return;
  const short = reservations.filter((reservation) => !canServe(book, reservation));
  if (reservations.length === 0 || short.length > 0) return refuse(book, order, reservations, short);
  for (const reservation of reservations) deduct(book, reservation);
  book.record({ type: 'StockDeducted', ...order });
}

/** One row stands for all units of a variant in the order, so that rows do not compete with each other. */
function canServe(book: StockBook, { status, variantId, quantity }: Reservation): boolean {
  return status === 'held' || quantity <= availableOf(book.stock(variantId));
}

function deduct(book: StockBook, reservation: Reservation): void {
  const { variantId, quantity, orderId } = reservation;
  const reservedDelta = reservation.status === 'held' ? -quantity : 0;
  book.move({ variantId, onHandDelta: -quantity, reservedDelta, cause: 'committed', reference: orderId });
  book.change(reservation, { status: 'committed', releasedBy: null });
}

function refuse(
  book: StockBook,
  order: OrderRef,
  reservations: readonly Reservation[],
  short: readonly Reservation[],
): void {
  for (const reservation of reservations) {
    const { variantId, quantity, orderId } = reservation;
    if (reservation.status === 'held') {
      book.move({ variantId, onHandDelta: 0, reservedDelta: -quantity, cause: 'short', reference: orderId });
    }
    book.change(reservation, { status: 'released', releasedBy: 'short' });
  }
  book.record({ type: 'StockShort', ...order, variantIds: short.map(({ variantId }) => variantId) });
}
