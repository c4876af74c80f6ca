import type { Money } from '@haat/domain';
import type { Media } from '../../domain/media/media.ts';
import type { Product, ProductStatus, Variant } from '../../domain/product/product.ts';
import type { Review } from '../../domain/review/review.ts';

/** A product in a listing. */
export type ProductCard = Pick<
  Product,
  'productId' | 'storeId' | 'slug' | 'title' | 'status' | 'categoryId' | 'rating' | 'deletedAt'
> & {
  readonly priceFrom: Money;
  readonly inStock: boolean;
  readonly image: Media | null;
};

export type ProductSort = 'newest' | 'price_asc' | 'price_desc' | 'rating';

/** Where a page ended: the last product and what it was sorted by (nothing for `newest`). */
export type Position = { readonly key: bigint | null; readonly id: string };

export type ProductQuery = {
  readonly categoryId?: string | undefined;
  readonly storeId?: string | undefined;
  readonly priceFromMinor?: bigint | undefined;
  readonly priceToMinor?: bigint | undefined;
  readonly inStock?: boolean | undefined;
  readonly minRating?: number | undefined;
  readonly sort: ProductSort;
  readonly limit: number;
  readonly after: Position | null;
};

export type StoreProductQuery = {
  readonly storeId: string;
  readonly status?: ProductStatus | undefined;
  /** Only those that are deleted and can still be restored, instead of all others. */
  readonly isDeleted?: boolean;
  readonly limit: number;
  readonly after: Position | null;
};

export type ShownProduct = { readonly product: Product; readonly onMarket: boolean };

export type Page<Item> = { readonly items: readonly Item[]; readonly next: Position | null };

/** What other contexts need to sell a variant. */
export type SellableVariant = Omit<Variant, 'inStock'> & {
  readonly productId: string;
  readonly storeId: string;
  readonly title: string;
  /** From the root of the tree down to the product's own. */
  readonly categoryIds: readonly string[];
  readonly sellable: boolean;
};

/** Reads that skip the aggregate. A product is on the market when it is active and its store is approved. */
export interface CatalogReader {
  product(productId: string): Promise<ShownProduct | null>;
  /** Those of the ids that exist, in no particular order. */
  products(productIds: readonly string[]): Promise<readonly ShownProduct[]>;
  onMarket(query: ProductQuery): Promise<Page<ProductCard>>;
  ofStore(query: StoreProductQuery): Promise<Page<ProductCard>>;
  reviews(query: { productId: string; limit: number; after: Position | null }): Promise<Page<Review>>;
  /** One query by primary key; unknown ids are left out. */
  variants(variantIds: readonly string[]): Promise<SellableVariant[]>;
}
