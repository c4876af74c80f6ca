import type { OutboxEvent, Sql, Transaction } from '@haat/service-kit';
import type { ProductBatch, ProductPages } from '../../application/ports/imports.ts';
import { priceFromMinor, type Product } from '../../domain/product/product.ts';
import { PRODUCT_COLUMNS, type ProductRow, toProduct, type VariantRow } from './product-row.ts';
import { heldByDatabase } from './violations.ts';

/** In order, so that two who take several products wait for one another instead of blocking each other for ever. */
const LOCK = `
  SELECT ${PRODUCT_COLUMNS} FROM product p
  WHERE p.product_id IN (
    SELECT product_id FROM product WHERE store_id = $1 AND handle = ANY ($2)
    UNION SELECT product_id FROM product WHERE store_id = $1 AND slug = ANY ($2))
  ORDER BY p.product_id FOR NO KEY UPDATE`;

const VARIANTS = `
  SELECT product_id, variant_id, sku, options, price_minor, prices, shipping_minor, weight_grams, in_stock
  FROM variant WHERE product_id = ANY ($1::uuid[]) ORDER BY product_id, position`;

const OWNERS = `SELECT sku, product_id FROM variant WHERE store_id = $1 AND sku = ANY ($2)`;

const SAVE_PRODUCTS = `
  INSERT INTO product (product_id, store_id, slug, handle, title, description, status, category_id, attributes, options,
    currency, price_from_minor, created_at, updated_at)
  SELECT product_id, store_id, slug, handle, title, description, status, category_id, attributes,
    ARRAY (SELECT jsonb_array_elements_text(options)), currency, price_from_minor, created_at, updated_at
  FROM jsonb_to_recordset($1::jsonb) AS p (product_id uuid, store_id uuid, slug text, handle text, title text,
    description text, status text, category_id uuid, attributes jsonb, options jsonb, currency text,
    price_from_minor bigint, created_at timestamptz, updated_at timestamptz)
  ON CONFLICT (product_id) DO UPDATE SET title = EXCLUDED.title, description = EXCLUDED.description,
    status = EXCLUDED.status, category_id = EXCLUDED.category_id, attributes = EXCLUDED.attributes,
    price_from_minor = EXCLUDED.price_from_minor, updated_at = EXCLUDED.updated_at`;

/** Prices in other currencies and stock are not among the columns: a file says nothing of them. */
const SAVE_VARIANTS = `
  INSERT INTO variant (variant_id, product_id, store_id, position, sku, options, price_minor, shipping_minor, weight_grams)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS v (variant_id uuid, product_id uuid, store_id uuid, position integer,
    sku text, options jsonb, price_minor bigint, shipping_minor bigint, weight_grams integer)
  ON CONFLICT (variant_id) DO UPDATE SET price_minor = EXCLUDED.price_minor, shipping_minor = EXCLUDED.shipping_minor,
    weight_grams = EXCLUDED.weight_grams`;

const PAGE = `
  SELECT ${PRODUCT_COLUMNS} FROM product p
  WHERE p.store_id = $1 AND p.status <> 'deleted' AND p.product_id > $2 ORDER BY p.product_id LIMIT $3`;

const FIRST = '00000000-0000-0000-0000-000000000000';

type OwnedVariantRow = VariantRow & { product_id: string };

export const createProductBatch = (tx: Transaction, announce: (product: Product) => OutboxEvent): ProductBatch => ({
  async lock(storeId, { handles, skus }) {
    const rows = await tx.query<ProductRow>(LOCK, [storeId, handles]);
    const [products, owners] = await Promise.all([
      withVariants(tx, rows),
      tx.query<{ sku: string; product_id: string }>(OWNERS, [storeId, skus]),
    ]);
    return { products, ownerOf: new Map(owners.map((owner) => [owner.sku, owner.product_id])) };
  },
  async save(products) {
    if (products.length === 0) return;
    await heldByDatabase(
      Promise.all([
        tx.query(SAVE_PRODUCTS, [JSON.stringify(products.map(toProductRow))]),
        tx.query(SAVE_VARIANTS, [JSON.stringify(products.flatMap(toVariantRows))]),
      ]),
    );
    tx.publish(products.map(announce));
  },
});

export const createProductPages = (sql: Sql): ProductPages => ({
  ofStore: async (storeId, after, limit) =>
    withVariants(sql, await sql.query<ProductRow>(PAGE, [storeId, after ?? FIRST, limit])),
});

async function withVariants(sql: Sql, rows: readonly ProductRow[]): Promise<Product[]> {
  if (rows.length === 0) return [];
  const variants = await sql.query<OwnedVariantRow>(VARIANTS, [rows.map((row) => row.product_id)]);
  const variantsOf = Map.groupBy(variants, ({ product_id }) => product_id);
  return rows.map((row) => toProduct(row, variantsOf.get(row.product_id) ?? []));
}

const toProductRow = (product: Product) => ({
  product_id: product.productId,
  store_id: product.storeId,
  slug: product.slug,
  handle: product.handle,
  title: product.title,
  description: product.description,
  status: product.status,
  category_id: product.categoryId,
  attributes: product.attributes,
  options: product.options,
  currency: product.currency,
  price_from_minor: priceFromMinor(product).toString(),
  created_at: product.createdAt,
  updated_at: product.updatedAt,
});

const toVariantRows = ({ productId, storeId, variants }: Product) =>
  variants.map(({ variantId, sku, options, price, shipping, weightGrams }, position) => ({
    variant_id: variantId,
    product_id: productId,
    store_id: storeId,
    position,
    sku,
    options,
    price_minor: price.amountMinor.toString(),
    shipping_minor: shipping?.amountMinor.toString() ?? null,
    weight_grams: weightGrams,
  }));
