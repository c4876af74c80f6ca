import type { Reservation } from '../../src/domain/reservation/reservation.ts';
import { StockBook } from '../../src/domain/stock/stock-book.ts';
import type { Stock } from '../../src/domain/stock/stock.ts';

export const LATER = new Date('2026-01-01T00:15:00Z');

export const aStock = (stock: Partial<Stock> = {}): Stock => ({
  variantId: 'shirt',
  productId: null,
  storeId: 'store',
  sku: 'SHIRT',
  onHand: 10,
  reserved: 0,
  lowStockThreshold: 0,
  lowStockNotified: false,
  ...stock,
});

export const aReservation = (reservation: Partial<Reservation> = {}): Reservation => ({
  checkoutId: 'checkout',
  orderId: 'order',
  variantId: 'shirt',
  quantity: 2,
  returned: 0,
  status: 'held',
  releasedBy: null,
  expiresAt: LATER,
  ...reservation,
});

/** A book whose stock holds what its reservations hold. */
export function aBook(stocks: Stock[], reservations: Reservation[] = []): StockBook {
  const held = (variantId: string) =>
    reservations
      .filter((r) => r.variantId === variantId && r.status === 'held')
      .reduce((units, r) => units + r.quantity, 0);
  return new StockBook(
    stocks.map((stock) => ({ ...stock, reserved: stock.reserved + held(stock.variantId) })),
    reservations,
  );
}
