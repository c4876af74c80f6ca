import type { StockBook } from '../stock/stock-book.ts';
import { availableOf } from '../stock/stock.ts';
import { CheckoutSettled, ReservationSuperseded } from './reservation.errors.ts';
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
  if (isAsAsked(earlier, request, 'committed')) return { outcome: 'reserved' };
  if (earlier.some((reservation) => isFinal(reservation) || reservation.status === 'committed')) {
    throw new CheckoutSettled(request.checkoutId);
  }
  if (isAsAsked(earlier, request, 'held')) return prolong(book, earlier, request);
  assertNotSuperseded(earlier, request);
  const lines = shortLines(book, earlier, request);
  if (lines.length > 0) return { outcome: 'stock_short', lines };
  giveUp(book, earlier);
  for (const hold of request.holds) take(book, hold, request);
  return { outcome: 'reserved' };
}

/** Two tabs that ask for the same share one promise, which lasts until the later of their ends. */
function prolong(
  book: StockBook,
  earlier: readonly Reservation[],
  { expiresAt }: ReservationRequest,
): ReservationOutcome {
  for (const reservation of earlier) {
    if (reservation.expiresAt < expiresAt) book.change(reservation, { expiresAt });
  }
  return { outcome: 'reserved' };
}

/**
 * A promise that would end earlier was asked for earlier: it belongs to a cart as it was before, and replacing the
 * newer one with it would leave the order that was placed in between with the wrong units.
 */
function assertNotSuperseded(earlier: readonly Reservation[], { checkoutId, expiresAt }: ReservationRequest): void {
  const isOlder = earlier.some((reservation) => reservation.status === 'held' && expiresAt < reservation.expiresAt);
  if (isOlder) throw new ReservationSuperseded(checkoutId);
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

/** A question that is repeated by a caller who missed the answer gets the same answer, after the payment too. */
function isAsAsked(
  earlier: readonly Reservation[],
  { holds }: ReservationRequest,
  status: 'held' | 'committed',
): boolean {
  if (earlier.length === 0 || earlier.length !== holds.length) return false;
  const asked = new Map(holds.map((hold) => [keyOf(hold), hold.quantity]));
  return earlier.every((r) => r.status === status && asked.get(keyOf(r)) === r.quantity);
}
