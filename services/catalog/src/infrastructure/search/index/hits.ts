import type { SearchPosition, SearchSort } from '../../../application/ports/search-index.ts';
import type { Entry } from './entry.ts';

export type Hit = { readonly number: number; readonly key: number; readonly id: string };

const DESCENDING = -1;
const ASCENDING = 1;

type Sort = { readonly direction: number; readonly keyOf: (entry: Entry, score: number) => number };

/** What a sort goes by, and which way; ids settle ties. `newest` goes by ids alone, which sort by the time they were made. */
export const SORTS: Readonly<Record<SearchSort, Sort>> = {
  relevance: { direction: DESCENDING, keyOf: (_, score) => score },
  newest: { direction: DESCENDING, keyOf: () => 0 },
  price_asc: { direction: ASCENDING, keyOf: ({ price }) => price },
  price_desc: { direction: DESCENDING, keyOf: ({ price }) => price },
  rating: {
    direction: DESCENDING,
    keyOf: ({ document: { rating } }) => (rating.count === 0 ? 0 : rating.sum / rating.count),
  },
  popular: { direction: DESCENDING, keyOf: ({ popularity }) => popularity },
};

type Wish = { readonly direction: number; readonly limit: number; readonly after: SearchPosition | null };

/** The page behind a position, and where it ends. */
export function pageOf(
  hits: readonly Hit[],
  { direction, limit, after }: Wish,
): { page: Hit[]; next: SearchPosition | null } {
  const order = (a: SearchPosition, b: SearchPosition) =>
    direction * (a.key === b.key ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.key - b.key);
  const ahead = after === null ? [...hits] : hits.filter((hit) => order(hit, after) > 0);
  const page = firstOf(ahead, limit + 1, order);
  const last = page.length > limit ? page[limit - 1]! : null;
  return { page: page.slice(0, limit), next: last === null ? null : { key: last.key, id: last.id } };
}

/** The first so many in order; sorting all of a long list for one page would be most of the work. */
function firstOf<T>(list: T[], count: number, order: (a: T, b: T) => number): T[] {
  if (list.length <= count * 4) return list.sort(order).slice(0, count);
  const kept: T[] = [];
  for (const one of list) {
    if (kept.length === count && order(one, kept[count - 1]!) >= 0) continue;
    let at = kept.length;
    while (at > 0 && order(one, kept[at - 1]!) < 0) at -= 1;
    kept.splice(at, 0, one);
    if (kept.length > count) kept.pop();
  }
  return kept;
}
