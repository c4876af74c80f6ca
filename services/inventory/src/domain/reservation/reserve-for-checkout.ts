import type { StockBook } from '../stock/stock-book.ts';
import { availableOf } from '../stock/stock.ts';
import { CheckoutSettled } from './reservation.errors.ts';
import { isFinal, keyOf, type Reservation } from './reservation.ts';
import { type Hold, unitsByVariant } from './hold.ts';

export type ReservationRequest = {
  readonly checkoutId: string;
  readonly expiresAt: Date;
  /** One for each order and variant, see `sumLines`. */
  readonly holds: readonly Hold[];
};

export type ShortLine = { readonly variantId: string; readonly requested: number; readonly available: number };

export type ReservationOutcome =
  { readonly outcome: 'reserved' } | { readonly outcome: 'stock_short'; readonly lines: readonly ShortLine[] };

/**
 * Promises stock to a checkout, all or nothing. Asking again replaces what the checkout held; a refusal changes
 * nothing, so what it held before stays until it is released or expires.
 */
export function reserveForCheckout(book: StockBook, request: ReservationRequest): ReservationOutcome {
  const earlier = book.reservationsOf(request.checkoutId);
  if (isCommittedAsAsked(earlier, request)) return { outcome: 'reserved' };
  if (earlier.some((reservation) => isFinal(reservation) || reservation.status === 'committed')) {
    throw new CheckoutSettled(request.checkoutId);
  }
  const lines = shortLines(book, earlier, request);
  if (lines.length > 0) return { outcome: 'stock_short', lines };
  giveUp(book, earlier);
  for (const hold of request.holds) take(book, hold, request);
  return { outcome: 'reserved' };
}

function shortLines(book: StockBook, earlier: readonly Reservation[], { holds }: ReservationRequest): ShortLine[] {
  const own = unitsByVariant(earlier.filter(({ status }) => status === 'held'));
  const short: ShortLine[] = [];
  for (const [variantId, requested] of unitsByVariant(holds)) {
    const stock = book.find(variantId);
    const available = (stock === undefined ? 0 : availableOf(stock)) + (own.get(variantId) ?? 0);
    if (requested > available) short.push({ variantId, requested, available });
  }
  return short;
}

function giveUp(book: StockBook, earlier: readonly Reservation[]): void {
  for (const reservation of earlier) {
    const { variantId, quantity, checkoutId } = reservation;
    if (reservation.status === 'held') {
      book.move({ variantId, onHandDelta: 0, reservedDelta: -quantity, cause: 'replaced', reference: checkoutId });
    }
    book.remove(reservation);
  }
}

function take(book: StockBook, hold: Hold, { checkoutId, expiresAt }: ReservationRequest): void {
  const { variantId, quantity } = hold;
  book.move({ variantId, onHandDelta: 0, reservedDelta: quantity, cause: 'reserved', reference: checkoutId });
  book.add({ ...hold, checkoutId, expiresAt, returned: 0, status: 'held', releasedBy: null });
}

/** A question that is repeated after the payment, by a caller who missed the answer, gets the same answer. */
function isCommittedAsAsked(earlier: readonly Reservation[], { holds }: ReservationRequest): boolean {
  if (earlier.length === 0 || earlier.length !== holds.length) return false;
  const asked = new Map(holds.map((hold) => [keyOf(hold), hold.quantity]));
  return earlier.every((r) => r.status === 'committed' && asked.get(keyOf(r)) === r.quantity);
}
