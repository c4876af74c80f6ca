import type { SearchDocument, SearchPosition, SearchSort } from '../../../application/ports/search-index.ts';

export type Hit = { readonly number: number; readonly key: number; readonly id: string };

const DESCENDING = -1;
const ASCENDING = 1;

/** How many sales weigh as much as a good review. */
const PRIOR_REVIEWS = 5;
const PRIOR_STARS = 3;

/** Units sold, and a rating that few reviews move little. Between 0 and about 30; nothing known is 0. */
export function popularityOf({ unitsSold, rating }: SearchDocument): number {
  const stars = (rating.sum + PRIOR_REVIEWS * PRIOR_STARS) / (rating.count + PRIOR_REVIEWS);
  return Math.log2(1 + unitsSold) + (stars - PRIOR_STARS);
}

/** What a sort goes by, and which way; ids settle ties. `newest` goes by ids alone, which sort by the time they were made. */
export const SORTS: Readonly<
  Record<SearchSort, { direction: number; keyOf: (document: SearchDocument, score: number) => number }>
> = {
  relevance: { direction: DESCENDING, keyOf: (_, score) => score },
  newest: { direction: DESCENDING, keyOf: () => 0 },
  price_asc: { direction: ASCENDING, keyOf: ({ priceFromMinor }) => Number(priceFromMinor) },
  price_desc: { direction: DESCENDING, keyOf: ({ priceFromMinor }) => Number(priceFromMinor) },
  rating: { direction: DESCENDING, keyOf: ({ rating }) => (rating.count === 0 ? 0 : rating.sum / rating.count) },
  popular: { direction: DESCENDING, keyOf: popularityOf },
};

/** The page behind a position, and where it ends. */
export function pageOf(
  hits: Hit[],
  { direction, limit, after }: { direction: number; limit: number; after: SearchPosition | null },
): { page: Hit[]; next: SearchPosition | null } {
  const order = (a: SearchPosition, b: SearchPosition) =>
    direction * (a.key === b.key ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.key - b.key);
  const ahead = after === null ? hits : hits.filter((hit) => order(hit, after) > 0);
  ahead.sort(order);
  const page = ahead.slice(0, limit);
  const last = ahead.length > limit ? page.at(-1)! : null;
  return { page, next: last === null ? null : { key: last.key, id: last.id } };
}
