import type { ProductCard } from './catalog-reader.ts';

/** Cards of products that are on the market now, by id and in no order; others are left out. */
export interface ProductCards {
  onMarket(productIds: readonly string[]): Promise<ReadonlyMap<string, ProductCard>>;
}
