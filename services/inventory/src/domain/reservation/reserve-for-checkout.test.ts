import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aBook, aReservation, aStock, LATER } from '../../../test/builders/book.ts';
import { sumLines } from './hold.ts';
import { type ReservationRequest, reserveForCheckout } from './reserve-for-checkout.ts';

const asks = (quantity: number, request: Partial<ReservationRequest> = {}): ReservationRequest => ({
  checkoutId: 'checkout',
  expiresAt: LATER,
  holds: [{ orderId: 'order', variantId: 'shirt', quantity }],
  ...request,
});

describe('reserving for a checkout', () => {
  it('takes the last unit and refuses the next buyer in words', () => {
    const book = aBook([aStock({ onHand: 1 })]);
    expect(reserveForCheckout(book, asks(1))).toEqual({ outcome: 'reserved' });
    expect(reserveForCheckout(book, asks(1, { checkoutId: 'other' }))).toEqual({
      outcome: 'stock_short',
      lines: [{ variantId: 'shirt', requested: 1, available: 0 }],
    });
  });

  it('takes all lines or none', () => {
    const book = aBook([aStock(), aStock({ variantId: 'hat', onHand: 0 })]);
    const holds = [
      { orderId: 'order', variantId: 'shirt', quantity: 1 },
      { orderId: 'order', variantId: 'hat', quantity: 1 },
    ];
    expect(reserveForCheckout(book, asks(1, { holds })).outcome).toBe('stock_short');
    expect(book.changes()).toMatchObject({ stocks: [], movements: [], reservations: [], events: [] });
  });

  it('adds up what several orders of one checkout want of a variant', () => {
    const holds = ['a', 'b'].map((orderId) => ({ orderId, variantId: 'shirt', quantity: 6 }));
    expect(reserveForCheckout(aBook([aStock()]), asks(0, { holds }))).toEqual({
      outcome: 'stock_short',
      lines: [{ variantId: 'shirt', requested: 12, available: 10 }],
    });
  });

  it('treats a variant without stock as sold out', () => {
    expect(reserveForCheckout(aBook([]), asks(1))).toMatchObject({ lines: [{ available: 0 }] });
  });

  it('replaces an earlier hold and counts it as available', () => {
    const book = aBook([aStock({ onHand: 3 })], [aReservation({ quantity: 2 })]);
    expect(reserveForCheckout(book, asks(3)).outcome).toBe('reserved');
    expect(book.stock('shirt').reserved).toBe(3);
    expect(book.changes().movements.map(({ cause }) => cause)).toEqual(['replaced', 'reserved']);
  });

  it('drops what the checkout no longer wants', () => {
    const book = aBook([aStock(), aStock({ variantId: 'hat' })], [aReservation({ variantId: 'hat' })]);
    reserveForCheckout(book, asks(1));
    expect(book.stock('hat').reserved).toBe(0);
    expect(book.changes().removed.map(({ variantId }) => variantId)).toEqual(['hat']);
  });

  it('keeps the earlier hold when the new one is refused', () => {
    const book = aBook([aStock({ onHand: 3 })], [aReservation({ quantity: 2 })]);
    expect(reserveForCheckout(book, asks(4)).outcome).toBe('stock_short');
    expect(book.stock('shirt').reserved).toBe(2);
  });

  it('holds again what had expired', () => {
    const book = aBook([aStock()], [aReservation({ status: 'released', releasedBy: 'expired' })]);
    expect(reserveForCheckout(book, asks(2)).outcome).toBe('reserved');
    expect(book.stock('shirt').reserved).toBe(2);
  });

  it('shares one promise between two tabs, until the later of their ends', () => {
    const book = aBook([aStock()], [aReservation()]);
    const later = new Date(LATER.getTime() + 1);
    for (const expiresAt of [new Date(0), later, LATER]) {
      expect(reserveForCheckout(book, asks(2, { expiresAt })).outcome).toBe('reserved');
    }
    expect(book.changes().movements).toEqual([]);
    expect(book.reservationsOf('checkout')).toMatchObject([{ quantity: 2, expiresAt: later }]);
  });

  it('does not let an older request replace a newer one', () => {
    const book = aBook([aStock()], [aReservation()]);
    const older = asks(1, { expiresAt: new Date(LATER.getTime() - 1) });
    expect(() => reserveForCheckout(book, older)).toThrow(
      expect.objectContaining({ code: 'inventory.reservation_superseded' }),
    );
    expect(book.stock('shirt').reserved).toBe(2);
  });

  it('answers the same question alike after the payment, and changes nothing', () => {
    const book = aBook([aStock()], [aReservation({ status: 'committed' })]);
    expect(reserveForCheckout(book, asks(2)).outcome).toBe('reserved');
    expect(book.changes().movements).toEqual([]);
  });

  it.each([
    aReservation({ status: 'committed', quantity: 9 }),
    aReservation({ status: 'restocked' }),
    aReservation({ status: 'released', releasedBy: 'cancelled' }),
    aReservation({ status: 'released', releasedBy: 'short' }),
  ])('refuses a checkout that is over ($status $releasedBy)', (reservation) => {
    const book = aBook([aStock()], [reservation]);
    expect(() => reserveForCheckout(book, asks(2))).toThrow(
      expect.objectContaining({ code: 'inventory.checkout_settled' }),
    );
  });
});

const line = fc.record({ variantId: fc.constantFrom('a', 'b', 'c'), quantity: fc.integer({ min: 1, max: 5 }) });
const request = fc.record({
  checkoutId: fc.integer({ min: 0, max: 8 }).map((n) => `checkout-${n}`),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
});

describe('any batch of requests', () => {
  it('never promises more than there is, and promises exactly what was granted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }),
        fc.array(request),
        (onHand, all) => {
          const variants = ['a', 'b', 'c'];
          const book = aBook(variants.map((variantId, index) => aStock({ variantId, onHand: onHand[index]! })));
          const granted = new Map<string, ReservationRequest>();
          for (const { checkoutId, lines } of all) {
            const one = { checkoutId, expiresAt: LATER, holds: sumLines([{ orderId: checkoutId, lines }]) };
            const free = (id: string) => book.stock(id).onHand - book.stock(id).reserved;
            const own = (id: string) => granted.get(checkoutId)?.holds.find((h) => h.variantId === id)?.quantity ?? 0;
            const fits = one.holds.every((hold) => hold.quantity <= free(hold.variantId) + own(hold.variantId));
            const { outcome } = reserveForCheckout(book, one);
            expect(outcome).toBe(fits ? 'reserved' : 'stock_short');
            if (fits) granted.set(checkoutId, one);
          }
          for (const [index, variantId] of variants.entries()) {
            const promised = [...granted.values()]
              .flatMap(({ holds }) => holds)
              .filter((h) => h.variantId === variantId);
            const units = promised.reduce((sum, { quantity }) => sum + quantity, 0);
            const moved = book.changes().movements.filter((m) => m.variantId === variantId);
            expect(book.stock(variantId).reserved).toBe(units);
            expect(moved.reduce((sum, { reservedDelta }) => sum + reservedDelta, 0)).toBe(units);
            expect(units).toBeLessThanOrEqual(onHand[index]!);
          }
        },
      ),
    );
  });
});
