import type { Currency } from '@haat/domain';
import { checkAttributes, checkVariants } from './check-variants.ts';
import type { Product, Variant } from './product.ts';
import { slugOf } from './slug.ts';

/** Prices in other currencies and stock come later. */
export type NewVariant = Omit<Variant, 'inStock' | 'prices'>;

export type NewProduct = {
  readonly productId: string;
  readonly storeId: string;
  readonly handle?: string;
  readonly title: string;
  readonly description: string;
  readonly status: 'draft' | 'active';
  readonly categoryId: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly options: readonly string[];
  readonly currency: Currency;
  readonly variants: readonly NewVariant[];
};

/** A product comes with its variants, priced in its store's currency; stock and reviews come later. */
export function createProduct(facts: NewProduct, now: Date): Product {
  const product: Product = {
    ...facts,
    handle: facts.handle ?? null,
    slug: slugOf(facts.title, facts.productId),
    variants: facts.variants.map((variant) => ({ ...variant, prices: [], inStock: false })),
    media: [],
    rating: { sum: 0, count: 0 },
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  checkVariants(product);
  checkAttributes(product.attributes);
  return product;
}
