import type { OutboxEvent, Sql, Transaction } from '@haat/service-kit';
import type { ProductRef, ProductRepository } from '../../application/ports/products.ts';
import { ProductNotFound } from '../../domain/product/product.errors.ts';
import { priceFromMinor, type Product, type Variant } from '../../domain/product/product.ts';
import { PRODUCT_COLUMNS, type ProductRow, SELECT_VARIANTS, toProduct, type VariantRow } from './product-row.ts';
import { heldByDatabase } from './violations.ts';

const INSERT = `
  INSERT INTO product (product_id, store_id, slug, title, description, status, category_id, attributes, options,
    currency, price_from_minor, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

const LOCK = `
  SELECT ${PRODUCT_COLUMNS} FROM product p
  WHERE p.product_id = $1 AND p.store_id = $2 AND (p.status = 'deleted') = $3 FOR NO KEY UPDATE`;

const UPDATE = `
  UPDATE product SET title = $2, description = $3, status = $4, category_id = $5, attributes = $6, price_from_minor = $7,
    updated_at = $8, media = $9, deleted_at = $10, status_before_deletion = $11
  WHERE product_id = $1`;

/** Stock is not among the columns: only inventory's news change it. */
const UPSERT_VARIANTS = `
  INSERT INTO variant (variant_id, product_id, store_id, position, sku, options, price_minor, prices, shipping_minor, weight_grams)
  SELECT v.variant_id, $1, $2, v.position, v.sku, v.options, v.price_minor, v.prices, v.shipping_minor, v.weight_grams
  FROM jsonb_to_recordset($3::jsonb) AS v (variant_id uuid, position integer, sku text, options jsonb,
    price_minor bigint, prices jsonb, shipping_minor bigint, weight_grams integer)
  ON CONFLICT (variant_id) DO UPDATE SET
    price_minor = EXCLUDED.price_minor, prices = EXCLUDED.prices, shipping_minor = EXCLUDED.shipping_minor,
    weight_grams = EXCLUDED.weight_grams`;

/** Products in PostgreSQL, bound to one transaction. */
export function createProductRepository(
  tx: Transaction,
  announce: (product: Product) => OutboxEvent,
): ProductRepository {
  return {
    async insert(product) {
      const inserted = tx.query(INSERT, insertParams(product));
      await heldByDatabase(Promise.all([inserted, upsertVariants(tx, product, product.variants)]));
      tx.publish([announce(product)]);
    },
    async update(ref, decide, { isDeleted } = { isDeleted: false }) {
      const before = await lock(tx, ref, isDeleted);
      const after = decide(before);
      const changed = after.variants.filter((variant) => !before.variants.includes(variant));
      await heldByDatabase(Promise.all([tx.query(UPDATE, updateParams(after)), upsertVariants(tx, after, changed)]));
      tx.publish([announce(after)]);
      return after;
    },
  };
}

/** The variants are read by a statement of its own, whose snapshot is taken when the lock was won. */
async function lock(sql: Sql, { productId, storeId }: ProductRef, isDeleted: boolean): Promise<Product> {
  const [[row], variants] = await Promise.all([
    sql.query<ProductRow>(LOCK, [productId, storeId, isDeleted]),
    sql.query<VariantRow>(SELECT_VARIANTS, [productId]),
  ]);
  if (row === undefined) throw new ProductNotFound(productId);
  return toProduct(row, variants);
}

async function upsertVariants(sql: Sql, product: Product, variants: readonly Variant[]): Promise<void> {
  if (variants.length === 0) return;
  const rows = variants.map((variant) => ({
    variant_id: variant.variantId,
    position: product.variants.indexOf(variant),
    sku: variant.sku,
    options: variant.options,
    price_minor: variant.price.amountMinor.toString(),
    prices: variant.prices.map(({ amountMinor, currency }) => ({ amountMinor: amountMinor.toString(), currency })),
    shipping_minor: variant.shipping?.amountMinor.toString() ?? null,
    weight_grams: variant.weightGrams,
  }));
  await sql.query(UPSERT_VARIANTS, [product.productId, product.storeId, JSON.stringify(rows)]);
}

const insertParams = (product: Product) => [
  product.productId,
  product.storeId,
  product.slug,
  product.title,
  product.description,
  product.status,
  product.categoryId,
  JSON.stringify(product.attributes),
  product.options,
  product.currency,
  priceFromMinor(product),
  product.createdAt,
  product.updatedAt,
];

const updateParams = (product: Product) => [
  product.productId,
  product.title,
  product.description,
  product.deletedAt === null ? product.status : 'deleted',
  product.categoryId,
  JSON.stringify(product.attributes),
  priceFromMinor(product),
  product.updatedAt,
  JSON.stringify(product.media),
  product.deletedAt,
  product.deletedAt === null ? null : product.status,
];
