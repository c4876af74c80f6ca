import type { Synonyms } from '../../../application/ports/search-index.ts';
import { stem } from '../text/stem.ts';
import { wordsOf } from '../text/words.ts';

type Entry = { readonly terms: readonly string[]; readonly others: readonly (readonly string[])[] };

const MAX_TERMS = 6;

/** Finds which words or phrases mean the same as what stands at a place of a query. */
export class SynonymTable {
  readonly #byFirstTerm = new Map<string, Entry[]>();

  constructor(groups: Synonyms) {
    for (const group of groups) {
      const phrases = group.map(termsOfPhrase).filter((terms) => terms.length > 0);
      for (const terms of phrases) {
        const entries = this.#byFirstTerm.get(terms[0]!) ?? [];
        entries.push({ terms, others: phrases.filter((other) => other !== terms) });
        this.#byFirstTerm.set(terms[0]!, entries);
      }
    }
  }

  /** The longest phrase that begins at this place, and all that means the same. */
  at(terms: readonly string[], index: number): { length: number; others: readonly (readonly string[])[] } | null {
    const fitting = (this.#byFirstTerm.get(terms[index]!) ?? []).filter((entry) =>
      entry.terms.every((term, offset) => term === terms[index + offset]),
    );
    const length = fitting.reduce((longest, entry) => Math.max(longest, entry.terms.length), 0);
    if (length === 0) return null;
    return {
      length,
      others: fitting.filter((entry) => entry.terms.length === length).flatMap((entry) => entry.others),
    };
  }
}

const termsOfPhrase = (phrase: string): string[] => wordsOf(phrase, MAX_TERMS).map(({ term }) => stem(term));
