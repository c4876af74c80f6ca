import { describe, expect, it } from '@jest/globals';
import { aBook, aReservation, aStock } from '../../../test/builders/book.ts';
import { releaseCheckout } from '../reservation/release-holds.ts';
import { reserveForCheckout } from '../reservation/reserve-for-checkout.ts';
import { adjustOnHand, setOnHand } from './change-on-hand.ts';
import { FEW, MAX_ON_HAND } from './stock.ts';
import type { StockBook } from './stock-book.ts';

const eventsOf = (book: StockBook) => book.changes().events.map(({ type }) => type);
const reserve = (book: StockBook, quantity: number) =>
  reserveForCheckout(book, {
    checkoutId: 'checkout',
    expiresAt: new Date(0),
    holds: [{ orderId: 'order', variantId: 'shirt', quantity }],
  });

describe('what is on hand', () => {
  it('never falls below what is promised', () => {
    const book = aBook([aStock()], [aReservation({ quantity: 4 })]);
    expect(setOnHand(book, 'shirt', 4).onHand).toBe(4);
    expect(() => setOnHand(book, 'shirt', 3)).toThrow(expect.objectContaining({ code: 'inventory.below_reserved' }));
    expect(() => adjustOnHand(book, 'shirt', -1, 'damaged')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field: 'delta' }) }),
    );
  });

  it('has a limit', () => {
    const book = aBook([aStock()]);
    expect(setOnHand(book, 'shirt', MAX_ON_HAND).onHand).toBe(MAX_ON_HAND);
    expect(() => adjustOnHand(book, 'shirt', 1, 'received')).toThrow(
      expect.objectContaining({ code: 'inventory.too_much_stock' }),
    );
  });

  it('records each change and no change that is none', () => {
    const book = aBook([aStock()]);
    setOnHand(book, 'shirt', 10);
    adjustOnHand(book, 'shirt', -3, 'damaged');
    expect(book.changes().movements).toEqual([
      { variantId: 'shirt', onHandDelta: -3, reservedDelta: 0, cause: 'damaged', reference: null },
    ]);
  });
});

describe('notices', () => {
  it('tell when a variant runs out and when it is back, and nothing in between', () => {
    const selling = aBook([aStock({ onHand: 2 })]);
    reserve(selling, 1);
    expect(eventsOf(selling)).toEqual([]);
    reserve(selling, 2);
    expect(eventsOf(selling)).toEqual(['StockStatusChanged']);
    const filled = aBook([aStock({ onHand: 0 })]);
    setOnHand(filled, 'shirt', 1);
    expect(filled.changes().events).toMatchObject([{ inStock: true, available: 1 }]);
  });

  it('alert once at the threshold until the shelf is filled again', () => {
    const falling = aBook([aStock({ lowStockThreshold: 5 })]);
    reserve(falling, 4);
    expect(eventsOf(falling)).toEqual([]);
    reserve(falling, 5);
    expect(falling.changes().events).toMatchObject([{ type: 'LowStock', available: 5, threshold: 5 }]);
    const told = falling.changes().stocks[0]!.after;
    expect(told.lowStockNotified).toBe(true);

    const flapping = aBook([{ ...told, reserved: 0 }], [aReservation({ quantity: 5 })]);
    releaseCheckout(flapping, 'checkout');
    reserve(flapping, 6);
    expect(eventsOf(flapping)).toEqual([]);
    adjustOnHand(flapping, 'shirt', 100, 'received');
    expect(flapping.stock('shirt').lowStockNotified).toBe(false);
  });

  it('are not sent for a threshold of zero, nor to the seller who sets stock below it', () => {
    const silent = aBook([aStock({ onHand: 1 })]);
    reserve(silent, 1);
    expect(eventsOf(silent)).toEqual(['StockStatusChanged']);
    const own = aBook([aStock({ onHand: 0 })]);
    setOnHand(own, 'shirt', 3, 5);
    expect(eventsOf(own)).toEqual(['StockStatusChanged']);
  });

  it("tell each change of a level while few are left, and the seller's own always", () => {
    const level = (stock: Partial<Parameters<typeof aStock>[0]>, quantity: number) => {
      const book = aBook([aStock({ productId: 'product', ...stock })]);
      reserve(book, quantity);
      return book.changes().events.filter(({ type }) => type === 'StockLevelChanged');
    };
    expect(level({ onHand: FEW + 2 }, 1)).toEqual([]);
    expect(level({ onHand: FEW + 1 }, 1)).toMatchObject([{ productId: 'product', available: FEW }]);
    expect(level({ onHand: FEW + 1, productId: null }, 1)).toEqual([]);
    const rich = aBook([aStock({ productId: 'product', onHand: 1_000 })]);
    setOnHand(rich, 'shirt', 2_000);
    expect(rich.changes().events).toMatchObject([{ type: 'StockLevelChanged', available: 2_000 }]);
  });
});
