import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7Ids } from '@haat/service-kit';
import pg from 'pg';
import type { Stage } from '../stage.ts';
import type { IcecatProduct } from './icecat.ts';

const AT_ONCE = 500;
const LOOK_EVERY_MS = 50;

const PUT = `
  WITH thing AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS t ("productId" uuid, "variantId" uuid, sku text, title text,
      description text, attributes jsonb, "priceMinor" bigint)
  ), listed AS (
    INSERT INTO product (product_id, store_id, slug, title, description, status, category_id, attributes, options, currency,
      price_from_minor, created_at, updated_at)
    SELECT "productId", $2, 'icecat-' || sku, title, description, 'active', NULL, attributes, '{}', 'EUR', "priceMinor",
      now(), now() FROM thing)
  INSERT INTO variant (variant_id, product_id, store_id, position, sku, options, price_minor, weight_grams)
  SELECT "variantId", "productId", $2, 0, sku, '{}', "priceMinor", 0 FROM thing`;

/**
 * Puts the products where catalog keeps them and waits until the last can be found; answers the SKU of each product. Nineteen
 * thousand calls would take minutes that say nothing about search, which hears of a row in the same way either way.
 */
export async function fillShelf(stage: Stage, products: readonly IcecatProduct[]): Promise<Map<string, string>> {
  const ids = uuidv7Ids();
  const rows = products.map((product) => ({ ...product, productId: ids.next(), variantId: ids.next() }));
  const url = new URL(stage.superuserUrl);
  url.pathname = '/haat_catalog';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await client.query(PUT, [JSON.stringify(rows.slice(at, at + AT_ONCE)), stage.storeId]);
  await client.end();
  const { sku, productId } = rows.at(-1)!;
  const isFound = async () =>
    (await stage.api.catalog.searchProducts({ q: sku })).items.some((item) => item.productId === productId);
  while (!(await isFound())) await sleep(LOOK_EVERY_MS);
  return new Map(rows.map((row) => [row.productId, row.sku]));
}
