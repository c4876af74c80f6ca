import type { Sql } from '@haat/service-kit';
import type {
  Page,
  Position,
  ProductCard,
  ProductQuery,
  ProductSort,
  StoreProductQuery,
} from '../../application/ports/catalog-reader.ts';
import { CARD, type CardRow, toCard } from './card-row.ts';
import { Conditions } from './conditions.ts';

/** What each sort goes by; ids settle ties. `newest` goes by ids alone, which sort by the time they were made. */
const SORTS: Readonly<Record<ProductSort, { key: string | null; descending: boolean }>> = {
  newest: { key: null, descending: true },
  price_asc: { key: 'p.price_from_minor', descending: false },
  price_desc: { key: 'p.price_from_minor', descending: true },
  rating: { key: 'p.rating_rank', descending: true },
};

type ListedRow = CardRow & { sort_key: bigint | null };

const RANK_PER_STAR = 1000;

/** One query over one index of the sort. Only the filters that were asked for stand in it, so each form has its plan. */
export async function listOnMarket(sql: Sql, query: ProductQuery): Promise<Page<ProductCard>> {
  const { key } = SORTS[query.sort];
  const where = new Conditions(`p.status = 'active'`, `s.status = 'approved'`);
  where.add(query.storeId, (at) => `p.store_id = ${at}`);
  where.add(
    query.categoryId,
    (at) => `p.category_id = ANY (ARRAY (SELECT category_id FROM category WHERE path @> ARRAY[${at}::uuid]))`,
  );
  where.add(query.priceFromMinor, (at) => `p.price_from_minor >= ${at}`);
  where.add(query.priceToMinor, (at) => `p.price_from_minor <= ${at}`);
  where.add(query.inStock, (at) => `p.in_stock = ${at}`);
  where.add(query.minRating && query.minRating * RANK_PER_STAR, (at) => `p.rating_rank >= ${at}`);
  after(where, query.after, query.sort);
  const text = `
    SELECT ${CARD}, ${key === null ? 'NULL::bigint' : `${key}::bigint`} AS sort_key
    FROM product p JOIN store_copy s USING (store_id)
    WHERE ${where.text} ORDER BY ${orderBy(query.sort)} LIMIT ${where.param(query.limit + 1)}`;
  return toPage(await sql.query<ListedRow>(text, where.params), query.limit);
}

/** The products of one store in every status, or those that are deleted, newest first. */
export async function listOfStore(sql: Sql, query: StoreProductQuery): Promise<Page<ProductCard>> {
  const where = new Conditions(`p.status ${query.isDeleted === true ? '=' : '<>'} 'deleted'`);
  where.add(query.storeId, (at) => `p.store_id = ${at}`);
  where.add(query.status, (at) => `p.status = ${at}`);
  after(where, query.after, 'newest');
  const text = `
    SELECT ${CARD}, NULL::bigint AS sort_key FROM product p
    WHERE ${where.text} ORDER BY ${orderBy('newest')} LIMIT ${where.param(query.limit + 1)}`;
  return toPage(await sql.query<ListedRow>(text, where.params), query.limit);
}

function after(where: Conditions, position: Position | null, sort: ProductSort): void {
  if (position === null) return;
  const { key, descending } = SORTS[sort];
  const operator = descending ? '<' : '>';
  if (key === null) return where.add(position.id, (at) => `p.product_id ${operator} ${at}`);
  const keyParam = where.param(position.key);
  where.add(position.id, (at) => `(${key}, p.product_id) ${operator} (${keyParam}, ${at})`);
}

function orderBy(sort: ProductSort): string {
  const { key, descending } = SORTS[sort];
  const direction = descending ? 'DESC' : 'ASC';
  return [...(key === null ? [] : [key]), 'p.product_id'].map((column) => `${column} ${direction}`).join(', ');
}

function toPage(rows: readonly ListedRow[], limit: number): Page<ProductCard> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1)! : null;
  return { items: shown.map(toCard), next: last && { key: last.sort_key, id: last.product_id } };
}
