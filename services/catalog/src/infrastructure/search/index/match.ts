import type { Catalogue } from './catalogue.ts';
import { FIELDS } from './document-fields.ts';

/** One word of a query: the terms that stand for it, each with what it is worth beside the word itself. */
export type QueryWord = { readonly alternatives: readonly { readonly term: string; readonly weight: number }[] };

/** Documents and how well they fit. */
export type Match = { readonly documents: readonly number[]; readonly scores: Float64Array };

/** How much the other fields add to the best one. */
const TIE = 0.5;

/**
 * Scores documents: each word by its best field, with a share of the others; words add up. Documents must hold all words;
 * if none does, those that hold the most of what the words are worth come instead.
 */
export function match(catalogue: Catalogue, words: readonly QueryWord[]): Match {
  const scratch = new Scratch(catalogue.capacity);
  for (const word of words) {
    scratch.beginWord();
    for (const { term, weight } of word.alternatives) {
      scratch.beginAlternative();
      for (const field of FIELDS)
        catalogue.fields[field].score(term, (document, score) => scratch.note(document, score * weight));
    }
    scratch.endWord();
  }
  const all = scratch.documents.filter((document) => scratch.matched[document] === words.length);
  if (all.length > 0) return { documents: all, scores: scratch.scores };
  const most = scratch.documents.reduce((best, document) => Math.max(best, scratch.matched[document]!), 0);
  const documents = scratch.documents.filter((document) => scratch.matched[document] === most);
  return { documents: most * 2 >= words.length ? documents : [], scores: scratch.scores };
}

class Scratch {
  readonly scores: Float64Array;
  readonly matched: Uint8Array;
  readonly documents: number[] = [];
  readonly #best: Float64Array;
  readonly #sum: Float64Array;
  readonly #alternative: Int32Array;
  #touched: number[] = [];
  #current = 0;

  constructor(capacity: number) {
    this.scores = new Float64Array(capacity);
    this.matched = new Uint8Array(capacity);
    this.#best = new Float64Array(capacity);
    this.#sum = new Float64Array(capacity);
    this.#alternative = new Int32Array(capacity);
  }

  beginWord(): void {
    this.#touched = [];
  }

  beginAlternative(): void {
    this.#current += 1;
  }

  note(document: number, score: number): void {
    if (this.#best[document] === 0) {
      this.#touched.push(document);
      this.#alternative[document] = this.#current;
    }
    if (score > this.#best[document]!) this.#best[document] = score;
    // A second spelling of the same word is no second find.
    if (this.#alternative[document] === this.#current) this.#sum[document]! += score;
  }

  endWord(): void {
    for (const document of this.#touched) {
      if (this.matched[document] === 0) this.documents.push(document);
      const best = this.#best[document]!;
      this.scores[document]! += best + TIE * Math.max(0, this.#sum[document]! - best);
      this.matched[document]! += 1;
      this.#best[document] = 0;
      this.#sum[document] = 0;
    }
  }
}
