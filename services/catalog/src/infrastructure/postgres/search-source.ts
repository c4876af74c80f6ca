import type { Sql } from '@haat/service-kit';
import type { SearchChange, SearchDocument } from '../../application/ports/search-index.ts';
import type { SearchSource } from '../../application/ports/search-source.ts';

const DOCUMENT = `p.product_id, p.store_id, p.title, p.description, p.attributes, p.currency, p.price_from_minor, p.in_stock,
  p.rating_sum, p.rating_count, coalesce(sold.units, 0) AS units,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('categoryId', c.category_id, 'name', c.name) ORDER BY cardinality(c.path)), '[]')
   FROM category own JOIN category c ON c.category_id = ANY (own.path) WHERE own.category_id = p.category_id) AS categories,
  (SELECT coalesce(jsonb_agg(jsonb_build_array(v.sku, v.options)), '[]') FROM variant v WHERE v.product_id = p.product_id)
    AS variants`;

const ON_MARKET = `
  FROM product p JOIN store_copy s ON s.store_id = p.store_id AND s.status = 'approved'
  LEFT JOIN product_sales sold ON sold.product_id = p.product_id`;

const PAGE = `
  SELECT ${DOCUMENT} ${ON_MARKET} WHERE p.status = 'active' AND p.product_id > $1 ORDER BY p.product_id LIMIT $2`;

/** Synonyms are few and change seldom, so that when they were set last is all that is asked for each time. */
const POSITION = `
  SELECT pg_snapshot_xmin(pg_current_snapshot())::text || '/' || coalesce(updated_at::text, '') AS position
  FROM search_synonyms`;

/**
 * Everything whose transaction was not yet seen as ended at the last reading, and what came since. The upper bound leaves
 * out marks of another cluster's transactions, as they stand in a restored copy.
 */
const MARKS = `
  SELECT product_id, changed_in::text AS mark
  FROM search_change WHERE changed_in >= $1::xid8 AND changed_in < pg_snapshot_xmax(pg_current_snapshot())`;

const DOCUMENTS = `SELECT ${DOCUMENT} ${ON_MARKET} WHERE p.status = 'active' AND p.product_id = ANY ($1::uuid[])`;

type Row = {
  product_id: string;
  store_id: string;
  title: string;
  description: string;
  attributes: Record<string, string>;
  currency: string;
  price_from_minor: bigint;
  in_stock: boolean;
  rating_sum: number;
  rating_count: number;
  units: bigint;
  categories: { categoryId: string; name: string }[];
  variants: [string, Record<string, string>][];
};

type Mark = { product_id: string; mark: string };

const FIRST = '00000000-0000-0000-0000-000000000000';

/** More documents at once would be one long answer. */
const DOCUMENTS_AT_ONCE = 500;

/** Reads what search must know from the tables themselves. */
export const createSearchSource = (sql: Sql): SearchSource => ({
  // Not told any synonyms yet, so that the first news brings them.
  position: async () => `${transactionOf(await positionNow(sql))}/never`,
  async page(after, limit) {
    return (await sql.query<Row>(PAGE, [after ?? FIRST, limit])).map(toDocument);
  },
  async newsSince(position) {
    // The next position is read before the marks: one that is a moment old only tells something twice.
    const next = await positionNow(sql);
    const marks = await sql.query<Mark>(MARKS, [transactionOf(position)]);
    const found = await documentsOf(
      sql,
      marks.map(({ product_id: productId }) => productId),
    );
    return {
      changes: marks.map(({ product_id: productId, mark }) => ({
        productId,
        mark,
        change: toChange(productId, found.get(productId)),
      })),
      synonyms: synonymsOf(next) === synonymsOf(position) ? null : await readSynonyms(sql),
      position: next,
    };
  },
});

const transactionOf = (position: string): string => position.slice(0, position.indexOf('/'));
const synonymsOf = (position: string): string => position.slice(position.indexOf('/') + 1);

async function positionNow(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ position: string }>(POSITION);
  return row!.position;
}

async function readSynonyms(sql: Sql): Promise<string[][]> {
  const [row] = await sql.query<{ groups: string[][] }>('SELECT groups FROM search_synonyms');
  return row!.groups;
}

async function documentsOf(sql: Sql, productIds: readonly string[]): Promise<Map<string, SearchDocument>> {
  const documents = new Map<string, SearchDocument>();
  for (let at = 0; at < productIds.length; at += DOCUMENTS_AT_ONCE)
    for (const row of await sql.query<Row>(DOCUMENTS, [productIds.slice(at, at + DOCUMENTS_AT_ONCE)]))
      documents.set(row.product_id, toDocument(row));
  return documents;
}

const toChange = (productId: string, document: SearchDocument | undefined): SearchChange =>
  document === undefined ? { kind: 'remove', productId } : { kind: 'put', document };

const toDocument = (row: Row): SearchDocument => ({
  productId: row.product_id,
  storeId: row.store_id,
  title: row.title,
  description: row.description,
  attributes: row.attributes,
  options: [...new Set(row.variants.flatMap(([, options]) => Object.values(options)))],
  skus: row.variants.map(([sku]) => sku),
  categories: row.categories,
  priceFromMinor: row.price_from_minor,
  currency: row.currency,
  inStock: row.in_stock,
  rating: { sum: row.rating_sum, count: row.rating_count },
  unitsSold: Number(row.units),
});
