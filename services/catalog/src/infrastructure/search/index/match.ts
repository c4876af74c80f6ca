import type { Catalogue } from './catalogue.ts';
import { FIELDS } from './document-fields.ts';
import { Scratch } from './scratch.ts';

/** Terms that stand together for one word of a query, and what they are worth beside the word itself. */
export type Alternative = { readonly terms: readonly string[]; readonly weight: number };

/** One word of a query, or a phrase that means one thing, with all that may stand for it. */
export type QueryWord = {
  readonly alternatives: readonly Alternative[];
  /** A document need not hold it. */
  readonly isOptional?: boolean;
};

/** Documents and how well they fit. */
export type Match = { readonly documents: readonly number[]; readonly scores: Float64Array };

/** How much the other fields add to the best one. */
const TIE = 0.3;

/**
 * Scores documents: each word by its best field, with a share of the others; words add up. Documents must hold all words;
 * if none does, those that hold the most of them come instead, as long as that is half of them.
 */
export function match(catalogue: Catalogue, words: readonly QueryWord[]): Match & { readonly hasAll: boolean } {
  const wanted = words.filter(({ isOptional }) => isOptional !== true);
  const { documents, scores, matched } = matchAny(catalogue, wanted);
  const most = documents.reduce((best, document) => Math.max(best, matched[document]!), 0);
  if (most * 2 < wanted.length) return { documents: [], scores, hasAll: false };
  const found = documents.filter((document) => matched[document] === most);
  const more = matchAny(
    catalogue,
    words.filter(({ isOptional }) => isOptional),
  );
  for (const document of found) scores[document]! += more.scores[document]!;
  return { documents: found, scores, hasAll: most === wanted.length };
}

/** Scores all documents that hold any of the words. */
export function matchAny(catalogue: Catalogue, words: readonly QueryWord[]): Match & { readonly matched: Uint8Array } {
  const scratch = new Scratch(catalogue.capacity, TIE);
  for (const { alternatives } of words) {
    for (const alternative of alternatives) {
      scratch.beginAlternative();
      noteAlternative(catalogue, alternative, (document, score) => scratch.note(document, score));
    }
    scratch.endWord();
  }
  return scratch;
}

type Tell = (document: number, score: number) => void;

function noteAlternative(catalogue: Catalogue, { terms, weight }: Alternative, tell: Tell): void {
  const [term] = terms;
  if (terms.length === 1)
    for (const field of FIELDS)
      catalogue.fields[field].score(term!, (document, score) => tell(document, score * weight));
  else {
    const words = terms.map((one) => ({ alternatives: [{ terms: [one], weight }] }));
    const { documents, scores, matched } = matchAny(catalogue, words);
    for (const document of documents) if (matched[document] === terms.length) tell(document, scores[document]!);
  }
}
