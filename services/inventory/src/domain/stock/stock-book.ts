import { canMove, keyOf, type Reservation } from '../reservation/reservation.ts';
import type { Movement } from './movement.ts';
import { noticesOf } from './notices.ts';
import type { StockEvent } from './stock.events.ts';
import type { Stock } from './stock.ts';

/** What a batch of decisions changed. Deltas, so that the database adds them up and can refuse. */
export type BookChanges = {
  readonly stocks: readonly { readonly before: Stock; readonly after: Stock }[];
  readonly reservations: readonly Reservation[];
  readonly removed: readonly Reservation[];
  readonly movements: readonly Movement[];
  readonly events: readonly StockEvent[];
};

/**
 * The stock of some variants and the reservations of some checkouts, opened together so that many decisions can be made
 * one after the other in memory and be written as one change. Each decision sees what the ones before it left.
 */
export class StockBook {
  readonly #before: ReadonlyMap<string, Stock>;
  readonly #stocks: Map<string, Stock>;
  readonly #reservations = new Map<string, Map<string, Reservation>>();
  readonly #changed = new Map<string, Reservation>();
  readonly #removed = new Map<string, Reservation>();
  readonly #movements: Movement[] = [];
  readonly #events: StockEvent[] = [];

  constructor(stocks: readonly Stock[], reservations: readonly Reservation[]) {
    this.#before = new Map(stocks.map((stock) => [stock.variantId, stock]));
    this.#stocks = new Map(this.#before);
    for (const reservation of reservations) this.#file(reservation);
  }

  find(variantId: string): Stock | undefined {
    return this.#stocks.get(variantId);
  }

  stock(variantId: string): Stock {
    const stock = this.#stocks.get(variantId);
    if (stock === undefined) throw new Error(`the book was opened without variant ${variantId}`);
    return stock;
  }

  reservationsOf(checkoutId: string): Reservation[] {
    return [...(this.#reservations.get(checkoutId)?.values() ?? [])];
  }

  reservationsOfOrder(checkoutId: string, orderId: string): Reservation[] {
    return this.reservationsOf(checkoutId).filter((reservation) => reservation.orderId === orderId);
  }

  /** Changes stock and records why; a movement of nothing is none. */
  move(movement: Movement): void {
    const { variantId, onHandDelta, reservedDelta } = movement;
    if (onHandDelta === 0 && reservedDelta === 0) return;
    const stock = this.stock(variantId);
    const [onHand, reserved] = [stock.onHand + onHandDelta, stock.reserved + reservedDelta];
    if (reserved < 0 || reserved > onHand) throw new Error(`a decision would oversell variant ${variantId}`);
    this.#stocks.set(variantId, { ...stock, onHand, reserved });
    this.#movements.push(movement);
  }

  /** Changes what the seller wants to be told. */
  watch(variantId: string, alert: Pick<Stock, 'lowStockThreshold' | 'lowStockNotified'>): void {
    this.#stocks.set(variantId, { ...this.stock(variantId), ...alert });
  }

  add(reservation: Reservation): void {
    this.#removed.delete(keyOf(reservation));
    this.#changed.set(keyOf(reservation), reservation);
    this.#file(reservation);
  }

  change(
    reservation: Reservation,
    change: Partial<Pick<Reservation, 'status' | 'releasedBy' | 'returned' | 'expiresAt'>>,
  ): void {
    const next = { ...reservation, ...change };
    if (!canMove(reservation.status, next.status)) {
      throw new Error(`a reservation cannot go from ${reservation.status} to ${next.status}`);
    }
    this.add(next);
  }

  remove(reservation: Reservation): void {
    this.#reservations.get(reservation.checkoutId)?.delete(keyOf(reservation));
    this.#changed.delete(keyOf(reservation));
    this.#removed.set(keyOf(reservation), reservation);
  }

  record(event: StockEvent): void {
    this.#events.push(event);
  }

  /** What is to be written, with the notices that follow from it. */
  changes(): BookChanges {
    const stocks = [];
    const notices: StockEvent[] = [];
    for (const [variantId, before] of this.#before) {
      const { stock: after, events } = noticesOf(before, this.stock(variantId));
      notices.push(...events);
      if (after !== before) stocks.push({ before, after });
    }
    return {
      stocks,
      reservations: [...this.#changed.values()],
      removed: [...this.#removed.values()],
      movements: this.#movements,
      events: [...this.#events, ...notices],
    };
  }

  #file(reservation: Reservation): void {
    const ofCheckout = this.#reservations.get(reservation.checkoutId) ?? new Map<string, Reservation>();
    ofCheckout.set(keyOf(reservation), reservation);
    this.#reservations.set(reservation.checkoutId, ofCheckout);
  }
}
