import type { StockReader } from '../ports/stock-reader.ts';

/** How many units can be bought now; of a variant nobody has stocked, none. */
export function createAvailability({ reader }: { reader: StockReader }) {
  return async (variantIds: readonly string[]): Promise<{ variantId: string; available: number }[]> => {
    const wanted = [...new Set(variantIds.map((variantId) => variantId.toLowerCase()))];
    const available = await reader.available(wanted);
    return wanted.map((variantId) => ({ variantId, available: available.get(variantId) ?? 0 }));
  };
}
