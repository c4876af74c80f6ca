import type { PageOf } from '../../application/ports/wallet-reader.ts';

type Reading<Row, Item> = { item: (row: Row) => Item; position: (row: Row) => string };

/** One row more than the page was read, to know whether there is another page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  { item, position }: Reading<Row, Item>,
): PageOf<Item> {
  const page = rows.slice(0, limit);
  return { items: page.map(item), next: rows.length > limit ? position(page.at(-1)!) : null };
}
