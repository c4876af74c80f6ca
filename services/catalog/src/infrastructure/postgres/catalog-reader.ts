import type { Sql } from '@haat/service-kit';
import type { CatalogReader, SellableVariant } from '../../application/ports/catalog-reader.ts';
import type { Review } from '../../domain/review/review.ts';
import { listOfStore, listOnMarket } from './product-lists.ts';
import {
  PRODUCT_COLUMNS,
  type ProductRow,
  SELECT_VARIANTS,
  toProduct,
  toVariant,
  type VariantRow,
} from './product-row.ts';

const SHOWN = `
  SELECT ${PRODUCT_COLUMNS}, p.status = 'active' AND coalesce(s.status = 'approved', false) AS on_market
  FROM product p LEFT JOIN store_copy s USING (store_id)`;
const PRODUCT = `${SHOWN} WHERE p.product_id = $1 AND p.status <> 'deleted'`;
const PRODUCTS = `${SHOWN} WHERE p.product_id = ANY ($1::uuid[]) AND p.status <> 'deleted'`;

const VARIANTS_OF_MANY = `
  SELECT product_id, variant_id, sku, options, price_minor, prices, shipping_minor, weight_grams, in_stock
  FROM variant WHERE product_id = ANY ($1::uuid[]) ORDER BY product_id, position`;

const SELLABLE = `
  SELECT v.variant_id, v.product_id, v.store_id, v.sku, v.options, v.price_minor, v.prices, v.shipping_minor, v.weight_grams,
    v.in_stock, coalesce(c.path, '{}') AS category_ids, p.title, p.currency, p.status = 'active' AND coalesce(s.status = 'approved', false) AS sellable
  FROM variant v JOIN product p USING (product_id) LEFT JOIN store_copy s ON s.store_id = v.store_id
    LEFT JOIN category c ON c.category_id = p.category_id
  WHERE v.variant_id = ANY ($1::uuid[])`;

const REVIEWS = `
  SELECT review_id, product_id, order_id, order_line_id, owner, rating, title, body, created_at FROM review
  WHERE product_id = $1 AND review_id < $2 ORDER BY review_id DESC LIMIT $3`;

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

type ShownRow = ProductRow & { on_market: boolean };

type SellableRow = VariantRow & {
  product_id: string;
  store_id: string;
  title: string;
  currency: string;
  category_ids: string[];
  sellable: boolean;
};

type ReviewRow = {
  review_id: string;
  product_id: string;
  order_id: string;
  order_line_id: string;
  owner: string;
  rating: number;
  title: string;
  body: string;
  created_at: Date;
};

/** Reads of the catalogue, each of one or two statements by index. */
export const createCatalogReader = (sql: Sql): CatalogReader => ({
  async product(productId) {
    const [[row], variants] = await Promise.all([
      sql.query<ShownRow>(PRODUCT, [productId]),
      sql.query<VariantRow>(SELECT_VARIANTS, [productId]),
    ]);
    return row === undefined ? null : { product: toProduct(row, variants), onMarket: row.on_market };
  },
  async products(productIds) {
    const [rows, variants] = await Promise.all([
      sql.query<ShownRow>(PRODUCTS, [productIds]),
      sql.query<VariantRow & { product_id: string }>(VARIANTS_OF_MANY, [productIds]),
    ]);
    const variantsOf = Map.groupBy(variants, ({ product_id }) => product_id);
    return rows.map((row) => ({
      product: toProduct(row, variantsOf.get(row.product_id) ?? []),
      onMarket: row.on_market,
    }));
  },
  onMarket: (query) => listOnMarket(sql, query),
  ofStore: (query) => listOfStore(sql, query),
  async reviews({ productId, limit, after }) {
    const rows = await sql.query<ReviewRow>(REVIEWS, [productId, after?.id ?? LAST, limit + 1]);
    const items = rows.slice(0, limit).map(toReview);
    return { items, next: rows.length > limit ? { key: null, id: items.at(-1)!.reviewId } : null };
  },
  variants: async (variantIds) => (await sql.query<SellableRow>(SELLABLE, [variantIds])).map(toSellable),
});

function toSellable(row: SellableRow): SellableVariant {
  const { inStock: _, ...variant } = toVariant(row, row.currency);
  const { product_id: productId, store_id: storeId, title, sellable } = row;
  return { ...variant, productId, storeId, title, sellable, categoryIds: row.category_ids };
}

const toReview = (row: ReviewRow): Review => ({
  reviewId: row.review_id,
  productId: row.product_id,
  orderId: row.order_id,
  orderLineId: row.order_line_id,
  owner: row.owner,
  rating: row.rating,
  title: row.title,
  body: row.body,
  createdAt: row.created_at,
});
