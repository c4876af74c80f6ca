import { VariantNotFound } from '../../domain/stock/stock.errors.ts';
import type { StockReader } from '../ports/stock-reader.ts';
import type { KnownVariant, Variants } from '../ports/variants.ts';

/** The variant, if it is one of the store's; another store's variant does not exist for it. */
export async function ownVariant(
  { variants, reader }: { variants: Variants; reader: StockReader },
  { storeId, variantId }: { storeId: string; variantId: string },
): Promise<KnownVariant> {
  const found = (await reader.find(variantId)) ?? (await variants.find(variantId));
  if (found === null || found.storeId.toLowerCase() !== storeId.toLowerCase()) throw new VariantNotFound(variantId);
  return { variantId: found.variantId, storeId: found.storeId, sku: found.sku };
}
