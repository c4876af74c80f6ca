import type { Ratings } from './icecat.ts';

const DEPTH = 10;
const SHORTEST_WITH_SLIP = 5;

/** How much of the best possible order the first ten show: gain 2^r − 1, unrated is 0. */
export function ndcg(rated: ReadonlyMap<string, number>, found: readonly string[]): number {
  const best = [...rated.values()].sort((a, b) => b - a);
  return gainOf(found.map((sku) => rated.get(sku) ?? 0)) / gainOf(best);
}

const gainOf = (ratings: readonly number[]): number =>
  ratings.slice(0, DEPTH).reduce((sum, rating, index) => sum + (2 ** rating - 1) / Math.log2(index + 2), 0);

/** Leaves one letter out of each word of five letters or more: the middle one, or one chosen by the seed. */
export function withLetterDeleted(query: string, seed: number | 'middle'): string {
  let state = seed === 'middle' ? 0 : seed * 2_654_435_761;
  return query
    .split(' ')
    .map((word) => {
      if (word.length < SHORTEST_WITH_SLIP) return word;
      for (const letter of word) state = (Math.imul(state ^ letter.charCodeAt(0), 16_777_619) + 97) >>> 0;
      const at = seed === 'middle' ? Math.floor(word.length / 2) : state % word.length;
      return word.slice(0, at) + word.slice(at + 1);
    })
    .join(' ');
}

/** Mean nDCG@10 over all queries. */
export async function meanNdcg(
  ratings: Ratings,
  change: (query: string) => string,
  find: (query: string) => Promise<readonly string[]>,
): Promise<number> {
  let sum = 0;
  for (const [query, rated] of ratings) sum += ndcg(rated, await find(change(query)));
  return sum / ratings.size;
}
