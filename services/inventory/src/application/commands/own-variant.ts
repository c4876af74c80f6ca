import { VariantNotFound } from '../../domain/stock/stock.errors.ts';
import type { StockReader } from '../ports/stock-reader.ts';
import type { KnownVariant, Variants } from '../ports/variants.ts';

/** The variant, if it is one of the store's; another store's variant does not exist for it. */
export async function ownVariant(
  { variants, reader }: { variants: Variants; reader: StockReader },
  { storeId, variantId }: { storeId: string; variantId: string },
): Promise<KnownVariant> {
  const known = await reader.find(variantId);
  const found = (known?.productId == null ? await variants.find(variantId) : null) ?? known;
  if (found === null || found.storeId.toLowerCase() !== storeId.toLowerCase()) throw new VariantNotFound(variantId);
  const { productId, sku } = found;
  return { variantId: found.variantId, productId, storeId: found.storeId, sku };
}
