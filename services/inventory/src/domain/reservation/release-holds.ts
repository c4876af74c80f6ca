import type { StockBook } from '../stock/stock-book.ts';
import type { Reservation } from './reservation.ts';

/** Gives back what a checkout holds, because it did not come about. What is paid already stays paid. */
export function releaseCheckout(book: StockBook, checkoutId: string): void {
  for (const reservation of book.reservationsOf(checkoutId)) {
    if (reservation.status === 'held') release(book, reservation, 'abandoned');
  }
}

/**
 * Gives back the holds of a checkout whose time has come.
 * @returns how many ended; none when a payment or a release was faster
 */
export function expireHolds(book: StockBook, checkoutId: string, now: Date): number {
  const due = book.reservationsOf(checkoutId).filter((r) => r.status === 'held' && r.expiresAt <= now);
  for (const reservation of due) release(book, reservation, 'expired');
  return due.length;
}

function release(book: StockBook, reservation: Reservation, cause: 'abandoned' | 'expired'): void {
  const { variantId, quantity, checkoutId } = reservation;
  book.move({ variantId, onHandDelta: 0, reservedDelta: -quantity, cause, reference: checkoutId });
  book.change(reservation, { status: 'released', releasedBy: cause });
}
