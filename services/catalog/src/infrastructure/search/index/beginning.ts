import { misspeltBeginningsOf } from '../spelling/beginnings.ts';
import type { Catalogue } from './catalogue.ts';

/** What was typed of a word, and the words that it may become, the likely ones first. */
export type Beginning = { readonly typed: string; readonly words: ReadonlySet<string> };

/** Of the words that begin as typed, so many are looked at, and so many of those that stand in most documents taken. */
const MAX_LOOKED_AT = 3_000;
const MAX_WORDS = 30;
const MAX_MISSPELT = 8;
/** Documents with the words before that are looked through for what goes on. */
const MAX_DOCUMENTS = 2_000;
/** A word right behind the one before it goes with it more than one somewhere in the title. */
const FOLLOWING = 4;

/** The words of all documents that begin as typed; if none does, those that a slip parts from it. */
export function beginningIn(catalogue: Catalogue, typed: string): Beginning {
  const { words } = catalogue;
  const exact = words.beginningWith(typed, MAX_LOOKED_AT);
  exact.sort((a, b) => words.countOf(b) - words.countOf(a));
  return { typed, words: new Set(exact.length > 0 ? exact.slice(0, MAX_WORDS) : misspelt(catalogue, typed)) };
}

const misspelt = (catalogue: Catalogue, typed: string): string[] => {
  const found = misspeltBeginningsOf(catalogue.spelling, typed, MAX_MISSPELT).map(({ word }) => word);
  return found.length > 0 ? found : [typed];
};

/** As {@link beginningIn}, but of words in the titles of documents that hold the words before. */
export function beginningAmong(
  catalogue: Catalogue,
  typed: string,
  { documents, before }: { documents: readonly number[]; before: string },
): Beginning {
  const tally = new Map<string, number>();
  for (const number of documents.slice(0, MAX_DOCUMENTS)) {
    const { titleWords } = catalogue.at(number)!;
    titleWords.forEach((word, index) => {
      if (!word.startsWith(typed)) return;
      const weight = titleWords[index - 1] === before ? FOLLOWING : 1;
      tally.set(word, (tally.get(word) ?? 0) + weight);
    });
  }
  if (tally.size === 0) return beginningIn(catalogue, typed);
  const words = [...tally].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  return { typed, words: new Set(words.slice(0, MAX_WORDS)) };
}
