import type { Marked } from '../../../application/ports/search-index.ts';
import type { Beginning } from './beginning.ts';

/** A longer completion is worth showing if this share of the titles with its word goes on so. */
const MIN_SHARE = 0.3;
const MIN_TITLES = 2;

/** Completed queries: the likely words, and behind each what most titles go on with. */
export function completionsOf(
  titles: readonly (readonly string[])[],
  { typed, words }: Beginning,
  { before, limit }: { before: string; limit: number },
): Marked[] {
  const phrases: string[] = [];
  for (const word of words) {
    const { count, continuations } = whatFollows(titles, word);
    if (count === 0) continue;
    phrases.push(word);
    const [best] = [...continuations].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (best !== undefined && best[1] >= MIN_TITLES && best[1] >= MIN_SHARE * count) phrases.push(`${word} ${best[0]}`);
    if (phrases.length >= limit) break;
  }
  // A word that no title has stands elsewhere, for instance in the name of a category.
  const shown = phrases.length > 0 ? phrases : [...words].filter((word) => word !== typed);
  return shown.slice(0, limit).map((phrase) => marked(before, phrase, typed));
}

function whatFollows(titles: readonly (readonly string[])[], word: string) {
  const continuations = new Map<string, number>();
  let count = 0;
  for (const title of titles) {
    const at = title.indexOf(word);
    if (at < 0) continue;
    count += 1;
    const next = title[at + 1];
    if (next !== undefined && /^\p{L}{2,}$/u.test(next)) continuations.set(next, (continuations.get(next) ?? 0) + 1);
  }
  return { count, continuations };
}

function marked(before: string, phrase: string, typed: string): Marked {
  const text = before === '' ? phrase : `${before} ${phrase}`;
  const start = text.length - phrase.length;
  const end = phrase.startsWith(typed) ? start + typed.length : start;
  return { text, ranges: end === 0 ? [] : [{ start: 0, end }] };
}
