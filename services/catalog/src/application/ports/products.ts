import type { Product } from '../../domain/product/product.ts';

/** Products, written through their aggregate. Each write publishes `productChanged` with its commit. */
export interface ProductRepository {
  /** @throws SkuTaken, CategoryNotFound where the database says so */
  insert(product: Product): Promise<void>;
  /**
   * Locks a product of the store, lets `decide` change it and writes the difference. `decide` is pure and may run twice.
   * @throws ProductNotFound when the store has no such product
   */
  update(ref: ProductRef, decide: (product: Product) => Product): Promise<Product>;
}

export type ProductRef = { readonly storeId: string; readonly productId: string };
