import type { StockEvent } from './stock.events.ts';
import { availableOf, FEW, isLow, type Stock } from './stock.ts';

/**
 * What a change of stock is worth telling. Only the state before and after a whole change counts, because nobody could
 * see what was in between.
 */
export function noticesOf(before: Stock, after: Stock): { stock: Stock; events: StockEvent[] } {
  if (after === before) return { stock: before, events: [] };
  const events: StockEvent[] = levelChanged(before, after);
  if (availableOf(before) > 0 !== availableOf(after) > 0) events.push(statusChanged(after));
  if (!fellLow(before, after)) return { stock: after, events };
  return { stock: { ...after, lowStockNotified: true }, events: [...events, lowStock(after)] };
}

/** What is on hand only changes by the seller's word or by goods that come back, which is rare; the rest are sales. */
function levelChanged(before: Stock, after: Stock): StockEvent[] {
  const { variantId, productId, storeId } = after;
  const available = availableOf(after);
  const isWorthTelling = before.onHand !== after.onHand || Math.min(availableOf(before), available) <= FEW;
  if (productId === null || available === availableOf(before) || !isWorthTelling) return [];
  return [{ type: 'StockLevelChanged', variantId, productId, storeId, available }];
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
