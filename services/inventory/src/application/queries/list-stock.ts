import type { StockLevel, StockPage, StockReader } from '../ports/stock-reader.ts';

/** A page of a store's stock; `next` is where the following one begins. */
export function createListStock({ reader }: { reader: StockReader }) {
  return async (page: StockPage): Promise<{ items: StockLevel[]; next: string | null }> => {
    const found = await reader.page(page);
    const items = found.slice(0, page.limit);
    return { items, next: found.length > page.limit ? items.at(-1)!.variantId : null };
  };
}
