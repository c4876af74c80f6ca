import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aBook, aReservation, aStock, LATER } from '../../../test/builders/book.ts';
import type { StockBook } from '../stock/stock-book.ts';
import { cancelOrder } from './cancel-order.ts';
import { commitOrder } from './commit-order.ts';
import { expireHolds, releaseCheckout } from './release-holds.ts';
import { restockReturn } from './restock-return.ts';

const ORDER = { checkoutId: 'checkout', orderId: 'order' };
const stockOf = (book: StockBook) => [book.stock('shirt').onHand, book.stock('shirt').reserved];
const typesOf = (book: StockBook) => book.changes().events.map(({ type }) => type);
const held = () => aBook([aStock()], [aReservation()]);

describe('a payment', () => {
  it('turns the hold into a deduction', () => {
    const book = held();
    commitOrder(book, ORDER);
    expect(stockOf(book)).toEqual([8, 0]);
    expect(book.changes().events).toEqual([{ type: 'StockDeducted', ...ORDER }]);
  });

  it('that is told twice deducts once', () => {
    const book = held();
    commitOrder(book, ORDER);
    commitOrder(book, ORDER);
    expect(stockOf(book)).toEqual([8, 0]);
    expect(typesOf(book)).toEqual(['StockDeducted']);
  });

  it('after the expiry takes again what is left', () => {
    const book = held();
    expireHolds(book, 'checkout', LATER);
    commitOrder(book, ORDER);
    expect(stockOf(book)).toEqual([8, 0]);
    expect(typesOf(book)).toEqual(['StockDeducted']);
  });

  it('after the expiry finds an empty shelf: nothing is taken, a second telling is silent', () => {
    const book = aBook(
      [aStock({ onHand: 1 }), aStock({ variantId: 'hat' })],
      [
        aReservation({ status: 'released', releasedBy: 'expired' }),
        aReservation({ variantId: 'hat', status: 'released', releasedBy: 'expired' }),
      ],
    );
    commitOrder(book, ORDER);
    commitOrder(book, ORDER);
    expect(stockOf(book)).toEqual([1, 0]);
    expect(book.stock('hat').onHand).toBe(10);
    expect(book.changes().events).toEqual([{ type: 'StockShort', ...ORDER, variantIds: ['shirt'] }]);
  });

  it('after the cancellation does nothing', () => {
    const book = held();
    cancelOrder(book, ORDER);
    commitOrder(book, ORDER);
    expect(stockOf(book)).toEqual([10, 0]);
    expect(typesOf(book)).toEqual([]);
  });

  it('of an order that expired and was cancelled does nothing', () => {
    const book = held();
    expireHolds(book, 'checkout', LATER);
    cancelOrder(book, ORDER);
    commitOrder(book, ORDER);
    expect(stockOf(book)).toEqual([10, 0]);
    expect(typesOf(book)).toEqual([]);
  });

  it('of an order that never held anything is short, so that the money goes back', () => {
    const book = aBook([]);
    commitOrder(book, ORDER);
    expect(book.changes().events).toEqual([{ type: 'StockShort', ...ORDER, variantIds: [] }]);
  });

  it('of one order leaves the other orders of the checkout as they are', () => {
    const book = aBook([aStock()], [aReservation(), aReservation({ orderId: 'other', quantity: 3 })]);
    commitOrder(book, ORDER);
    expect(stockOf(book)).toEqual([8, 3]);
  });
});

describe('a cancellation', () => {
  it('gives back a hold, a deduction, and each only once', () => {
    const unpaid = held();
    cancelOrder(unpaid, ORDER);
    cancelOrder(unpaid, ORDER);
    expect(stockOf(unpaid)).toEqual([10, 0]);
    const paid = held();
    commitOrder(paid, ORDER);
    cancelOrder(paid, ORDER);
    cancelOrder(paid, ORDER);
    expect(stockOf(paid)).toEqual([10, 0]);
  });
});

describe('expiry and release', () => {
  it('end a hold at its time, not before', () => {
    const book = held();
    expect(expireHolds(book, 'checkout', new Date(LATER.getTime() - 1))).toBe(0);
    expect(expireHolds(book, 'checkout', LATER)).toBe(1);
    expect(stockOf(book)).toEqual([10, 0]);
  });

  it('leave what was paid first', () => {
    const book = held();
    commitOrder(book, ORDER);
    expect(expireHolds(book, 'checkout', LATER)).toBe(0);
    releaseCheckout(book, 'checkout');
    expect(stockOf(book)).toEqual([8, 0]);
  });
});

describe('a return', () => {
  const paid = () => {
    const book = held();
    commitOrder(book, ORDER);
    return book;
  };
  const comes = (quantity: number) => ({ ...ORDER, returnId: 'return', lines: [{ variantId: 'shirt', quantity }] });

  it('shelves its lines, summed by variant', () => {
    const book = paid();
    const lines = [1, 1].map((quantity) => ({ variantId: 'shirt', quantity }));
    restockReturn(book, { ...comes(0), lines });
    expect(stockOf(book)).toEqual([10, 0]);
  });

  it('cannot bring more than the order took', () => {
    const book = paid();
    restockReturn(book, comes(1));
    expect(() => restockReturn(book, comes(2))).toThrow(
      expect.objectContaining({ code: 'inventory.return_exceeds_order' }),
    );
    expect(() => restockReturn(held(), comes(1))).toThrow(expect.objectContaining({ kind: 'rule_broken' }));
  });

  it('leaves for a later cancellation only what is still out', () => {
    const book = paid();
    restockReturn(book, comes(1));
    cancelOrder(book, ORDER);
    expect(stockOf(book)).toEqual([10, 0]);
  });
});

describe('any order of news', () => {
  const step = fc.constantFrom('paid', 'cancelled', 'expired', 'released');

  it('keeps units: what is on the shelf and what was deducted add up', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const book = held();
        const cancelledAt = steps.indexOf('cancelled');
        for (const one of steps) {
          if (one === 'paid') commitOrder(book, ORDER);
          else if (one === 'cancelled') cancelOrder(book, ORDER);
          else if (one === 'expired') expireHolds(book, 'checkout', LATER);
          else releaseCheckout(book, 'checkout');
        }
        const [reservation] = book.reservationsOf('checkout');
        const [onHand, reserved] = stockOf(book) as [number, number];
        expect(onHand + (reservation!.status === 'committed' ? 2 : 0)).toBe(10);
        expect(reserved).toBe(reservation!.status === 'held' ? 2 : 0);
        if (cancelledAt >= 0) expect([onHand, reserved]).toEqual([10, 0]);
        const sums = book.changes().movements.reduce((sum, m) => sum + m.onHandDelta, 0);
        expect(10 + sums).toBe(onHand);
      }),
    );
  });
});
