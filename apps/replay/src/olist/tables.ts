import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CsvRow, readCsv } from '../input/csv.ts';
import { InputError } from '../input/input-error.ts';

/** The files of an Olist-format folder and the columns that are read; others are ignored. */
const TABLES = {
  customers: [
    'olist_customers_dataset',
    ['customer_id', 'customer_unique_id', 'customer_zip_code_prefix', 'customer_city', 'customer_state'],
  ],
  items: [
    'olist_order_items_dataset',
    ['order_id', 'order_item_id', 'product_id', 'seller_id', 'price', 'freight_value'],
  ],
  payments: [
    'olist_order_payments_dataset',
    ['order_id', 'payment_sequential', 'payment_type', 'payment_installments', 'payment_value'],
  ],
  reviews: [
    'olist_order_reviews_dataset',
    [
      'review_id',
      'order_id',
      'review_score',
      'review_comment_title',
      'review_comment_message',
      'review_creation_date',
      'review_answer_timestamp',
    ],
  ],
  orders: ['olist_orders_dataset', ['order_id', 'customer_id', 'order_status', 'order_purchase_timestamp']],
  products: ['olist_products_dataset', ['product_id', 'product_category_name', 'product_weight_g']],
  sellers: ['olist_sellers_dataset', ['seller_id', 'seller_zip_code_prefix', 'seller_city', 'seller_state']],
  translations: ['product_category_name_translation', ['product_category_name', 'product_category_name_english']],
} as const satisfies Record<string, readonly [string, readonly string[]]>;

type TableName = keyof typeof TABLES;
type ColumnOf<Name extends TableName> = (typeof TABLES)[Name][1][number];

/** All tables of a folder as they stand there. */
export type OlistTables = { readonly [Name in TableName]: readonly CsvRow<ColumnOf<Name>>[] };

/** Finds the files of a folder; all that are missing are named at once. */
export async function findOlistFiles(folder: string): Promise<ReadonlyMap<TableName, string>> {
  const present = new Set(
    await readdir(folder).catch((error: unknown) => {
      throw new InputError(
        `The folder ${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }),
  );
  const names = Object.keys(TABLES) as TableName[];
  const missing: string[] = [];
  const found = new Map<TableName, string>();
  for (const name of names) {
    const base = TABLES[name][0];
    const file = [`${base}.csv`, `${base}.csv.gz`].find((candidate) => present.has(candidate));
    if (file === undefined) missing.push(`${base}.csv (or .csv.gz)`);
    else found.set(name, join(folder, file));
  }
  if (missing.length > 0) throw new InputError(`The folder ${folder} lacks ${missing.join(', ')}.`);
  return found;
}

/** Reads all tables of a folder. */
export async function readOlistTables(files: ReadonlyMap<TableName, string>): Promise<OlistTables> {
  const tables = await Promise.all(
    [...files].map(async ([name, file]) => [name, await readCsv(file, TABLES[name][1] as readonly string[])] as const),
  );
  return Object.fromEntries(tables) as unknown as OlistTables;
}
