import { measureAt } from '../text/terms.ts';
import { stem } from '../text/stem.ts';
import { wordsOf } from '../text/words.ts';
import type { QueryWord } from './match.ts';

/** More words say no more, and each costs time. */
export const MAX_QUERY_WORDS = 12;

/** The words of a query; a number with its unit is one. */
export function queryWordsOf(text: string): QueryWord[] {
  const words = wordsOf(text, MAX_QUERY_WORDS);
  const seen = new Set<string>();
  const result: QueryWord[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const measured = measureAt(text, words, index);
    const term = measured?.term ?? stem(words[index]!.term);
    if (measured !== null && measured.end > words[index]!.end) index += 1;
    if (seen.has(term)) continue;
    seen.add(term);
    result.push({ alternatives: [{ term, weight: 1 }] });
  }
  return result;
}
