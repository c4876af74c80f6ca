import type { StockEvent } from './stock.events.ts';
import { availableOf, isLow, type Stock } from './stock.ts';

/**
 * What a change of stock is worth telling. Only the state before and after a whole change counts, because nobody could
 * see what was in between.
 */
export function noticesOf(before: Stock, after: Stock): { stock: Stock; events: StockEvent[] } {
  if (after === before) return { stock: before, events: [] };
  const events: StockEvent[] = [];
  if (availableOf(before) > 0 !== availableOf(after) > 0) events.push(statusChanged(after));
  if (!fellLow(before, after)) return { stock: after, events };
  return { stock: { ...after, lowStockNotified: true }, events: [...events, lowStock(after)] };
}

/** Holds that come and go around the threshold must not send an alert each: one is enough until the shelf is filled. */
function fellLow(before: Stock, after: Stock): boolean {
  if (after.lowStockThreshold === 0 || after.lowStockNotified) return false;
  return availableOf(before) > after.lowStockThreshold && isLow(after);
}

const statusChanged = (stock: Stock): StockEvent => ({
  type: 'StockStatusChanged',
  variantId: stock.variantId,
  storeId: stock.storeId,
  inStock: availableOf(stock) > 0,
  available: availableOf(stock),
});

const lowStock = (stock: Stock): StockEvent => ({
  type: 'LowStock',
  variantId: stock.variantId,
  storeId: stock.storeId,
  sku: stock.sku,
  available: availableOf(stock),
  threshold: stock.lowStockThreshold,
});
