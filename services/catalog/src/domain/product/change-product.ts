import { checkAttributes, checkVariants } from './check-variants.ts';
import type { NewVariant } from './create-product.ts';
import { VariantNotFound, WrongStatus } from './product.errors.ts';
import { canBecome, type Product, type ProductStatus, type Variant } from './product.ts';

export type Description = Partial<Pick<Product, 'title' | 'description' | 'categoryId' | 'attributes'>>;
export type Offer = Partial<Pick<Variant, 'price' | 'prices' | 'shipping' | 'weightGrams'>>;

/** Changes what a product says of itself. Its slug stays, because others link to it. */
export function describeProduct(product: Product, description: Description, now: Date): Product {
  const next = { ...product, ...description, updatedAt: now };
  checkAttributes(next.attributes);
  return next;
}

export function addVariant(product: Product, variant: NewVariant, now: Date): Product {
  const next = {
    ...product,
    variants: [...product.variants, { ...variant, prices: [], inStock: false }],
    updatedAt: now,
  };
  checkVariants(next);
  return next;
}

/** Changes price, shipping or weight. What a variant is (SKU and options) never changes, for orders refer to it. */
export function changeVariant(product: Product, variantId: string, offer: Offer, now: Date): Product {
  if (!product.variants.some((variant) => variant.variantId === variantId)) throw new VariantNotFound(variantId);
  const variants = product.variants.map((variant) =>
    variant.variantId === variantId ? { ...variant, ...offer } : variant,
  );
  return { ...product, variants, updatedAt: now };
}

export const publishProduct = (product: Product, now: Date): Product => become(product, 'active', now);

export const archiveProduct = (product: Product, now: Date): Product => become(product, 'archived', now);

function become(product: Product, status: ProductStatus, now: Date): Product {
  if (!canBecome(product.status, status)) throw new WrongStatus(product.status, status);
  return { ...product, status, updatedAt: now };
}
