import type { Product } from '../../domain/product/product.ts';

/** Products, written through their aggregate. Each write publishes `productChanged` with its commit. */
export interface ProductRepository {
  /** @throws SkuTaken, CategoryNotFound where the database says so */
  insert(product: Product): Promise<void>;
  /**
   * Locks a product of the store, lets `decide` change it and writes the difference. `decide` is pure and may run twice.
   * A deleted product is found only by who looks for deleted ones.
   * @throws ProductNotFound when the store has no such product
   */
  update(
    ref: ProductRef,
    decide: (product: Product) => Product,
    among?: { readonly isDeleted: boolean },
  ): Promise<Product>;
}

export type ProductRef = { readonly storeId: string; readonly productId: string };
