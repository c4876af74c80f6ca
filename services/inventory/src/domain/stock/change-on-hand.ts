import type { MovementCause } from './movement.ts';
import type { StockBook } from './stock-book.ts';
import { BelowReserved, TooMuchStock } from './stock.errors.ts';
import { isLow, MAX_ON_HAND, type Stock } from './stock.ts';

/** Says how many units there are. Never fewer than are promised: those buyers may pay any moment. */
export function setOnHand(book: StockBook, variantId: string, onHand: number, lowStockThreshold?: number): Stock {
  changeOnHand(book, variantId, onHand, { cause: 'set', field: 'onHand' });
  if (lowStockThreshold !== undefined) {
    // The seller who sets stock below the new threshold knows it; an alert would tell nothing.
    const lowStockNotified = isLow({ ...book.stock(variantId), lowStockThreshold });
    book.watch(variantId, { lowStockThreshold, lowStockNotified });
  }
  return book.stock(variantId);
}

/** Adds units, or takes some away. */
export function adjustOnHand(book: StockBook, variantId: string, delta: number, cause: MovementCause): Stock {
  changeOnHand(book, variantId, book.stock(variantId).onHand + delta, { cause, field: 'delta' });
  return book.stock(variantId);
}

/** After more came in than the threshold asks for, the next fall is news again. */
export function forgetAlertWhenFilled(book: StockBook, variantId: string): void {
  const stock = book.stock(variantId);
  if (!stock.lowStockNotified || isLow(stock)) return;
  book.watch(variantId, { lowStockThreshold: stock.lowStockThreshold, lowStockNotified: false });
}

function changeOnHand(
  book: StockBook,
  variantId: string,
  onHand: number,
  { cause, field }: { cause: MovementCause; field: string },
): void {
  const stock = book.stock(variantId);
  if (onHand > MAX_ON_HAND) throw new TooMuchStock(field, onHand);
  if (onHand < stock.reserved) throw new BelowReserved(field, onHand, stock.reserved);
  const onHandDelta = onHand - stock.onHand;
  book.move({ variantId, onHandDelta, reservedDelta: 0, cause, reference: null });
  if (onHandDelta > 0) forgetAlertWhenFilled(book, variantId);
}
