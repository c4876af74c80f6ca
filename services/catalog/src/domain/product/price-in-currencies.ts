import type { Money } from '@haat/domain';
import { changeVariant } from './change-product.ts';
import { CurrencyRepeated } from './product.errors.ts';
import type { Product } from './product.ts';

/** Replaces the prices that a variant has in other currencies than the product's. */
export function setVariantPrices(product: Product, variantId: string, prices: readonly Money[], now: Date): Product {
  const seen = new Set([product.currency]);
  prices.forEach(({ currency }, index) => {
    if (seen.has(currency)) throw new CurrencyRepeated(index, currency);
    seen.add(currency);
  });
  return changeVariant(product, variantId, { prices }, now);
}
