import { money } from '@haat/domain';
import type { Media } from '../../domain/media/media.ts';
import type { Product, ProductStatus, Variant } from '../../domain/product/product.ts';

export const PRODUCT_COLUMNS = `p.product_id, p.store_id, p.slug, p.title, p.description, coalesce(p.status_before_deletion, p.status) AS status, p.category_id,
  p.attributes, p.options, p.currency, p.rating_sum, p.rating_count, p.created_at, p.updated_at, p.media,
  p.deleted_at, p.handle`;

export type ProductRow = {
  product_id: string;
  store_id: string;
  slug: string;
  title: string;
  description: string;
  status: ProductStatus;
  category_id: string | null;
  attributes: Record<string, string>;
  options: string[];
  currency: string;
  rating_sum: number;
  rating_count: number;
  created_at: Date;
  updated_at: Date;
  media: Media[];
  deleted_at: Date | null;
  handle: string | null;
};

export type VariantRow = {
  variant_id: string;
  sku: string;
  options: Record<string, string>;
  price_minor: bigint;
  prices: readonly { readonly amountMinor: string; readonly currency: string }[];
  shipping_minor: bigint | null;
  weight_grams: number;
  in_stock: boolean;
};

export const SELECT_VARIANTS = `
  SELECT variant_id, sku, options, price_minor, prices, shipping_minor, weight_grams, in_stock
  FROM variant WHERE product_id = $1 ORDER BY position`;

export const toVariant = (row: VariantRow, currency: string): Variant => ({
  variantId: row.variant_id,
  sku: row.sku,
  options: row.options,
  price: money(row.price_minor, currency),
  prices: row.prices.map((price) => money(BigInt(price.amountMinor), price.currency)),
  shipping: row.shipping_minor === null ? null : money(row.shipping_minor, currency),
  weightGrams: row.weight_grams,
  inStock: row.in_stock,
});

export const toProduct = (row: ProductRow, variants: readonly VariantRow[]): Product => ({
  productId: row.product_id,
  storeId: row.store_id,
  slug: row.slug,
  handle: row.handle,
  title: row.title,
  description: row.description,
  status: row.status,
  categoryId: row.category_id,
  attributes: row.attributes,
  options: row.options,
  currency: row.currency,
  variants: variants.map((variant) => toVariant(variant, row.currency)),
  media: row.media,
  rating: { sum: row.rating_sum, count: row.rating_count },
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  deletedAt: row.deleted_at,
});
