import { money } from '@haat/domain';
import type { ProductCard } from '../../application/ports/catalog-reader.ts';
import type { Media } from '../../domain/media/media.ts';
import type { ProductStatus } from '../../domain/product/product.ts';

/** What a list shows of a product `p`. */
export const CARD = `p.product_id, p.store_id, p.slug, p.title, coalesce(p.status_before_deletion, p.status) AS status,
  p.category_id, p.currency, p.price_from_minor, p.in_stock, p.rating_sum, p.rating_count, p.media -> 0 AS image, p.deleted_at`;

export type CardRow = {
  product_id: string;
  store_id: string;
  slug: string;
  title: string;
  status: ProductStatus;
  category_id: string | null;
  currency: string;
  price_from_minor: bigint;
  in_stock: boolean;
  rating_sum: number;
  rating_count: number;
  image: Media | null;
  deleted_at: Date | null;
};

export const toCard = (row: CardRow): ProductCard => ({
  productId: row.product_id,
  storeId: row.store_id,
  slug: row.slug,
  title: row.title,
  status: row.status,
  categoryId: row.category_id,
  priceFrom: money(row.price_from_minor, row.currency),
  inStock: row.in_stock,
  rating: { sum: row.rating_sum, count: row.rating_count },
  image: row.image,
  deletedAt: row.deleted_at,
});
