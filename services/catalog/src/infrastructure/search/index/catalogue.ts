import type { SearchDocument } from '../../../application/ports/search-index.ts';
import { termsOf } from '../text/terms.ts';
import { wordsOf } from '../text/words.ts';
import { FIELD_WEIGHTS, type Field, FIELDS, fieldsOf } from './document-fields.ts';
import { Vocabulary } from '../spelling/vocabulary.ts';
import { AttributeTable } from './attribute-table.ts';
import { type Entry, popularityOf } from './entry.ts';
import { FieldIndex } from './field-index.ts';

/** A text longer than this many words counts as cut: it bounds what one document can cost. */
const MAX_WORDS_PER_TEXT = 1_000;

/** The documents by a number of their own, and where each term stands. */
export class Catalogue {
  readonly fields: Readonly<Record<Field, FieldIndex>>;
  /** Words as they are written, for completing; how many documents hold each. */
  readonly words = new Vocabulary();
  /** Those of them that a slip of the finger can be told from: letters only. */
  readonly spelling = new Vocabulary();
  readonly attributes = new AttributeTable();
  readonly #entries: (Entry | null)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #free: number[] = [];

  constructor() {
    this.fields = Object.fromEntries(
      FIELDS.map((field) => [field, new FieldIndex(FIELD_WEIGHTS[field])]),
    ) as unknown as Record<Field, FieldIndex>;
  }

  /** Numbers go up to here; some may be free. */
  get capacity(): number {
    return this.#entries.length;
  }

  get size(): number {
    return this.#numbers.size;
  }

  numberOf(productId: string): number | undefined {
    return this.#numbers.get(productId);
  }

  /** In how many documents a term stands, at most: the field that holds it most often counts. */
  documentsWith(term: string): number {
    let most = 0;
    for (const field of FIELDS) most = Math.max(most, this.fields[field].documentsWith(term));
    return most;
  }

  at(number: number): Entry | null {
    return this.#entries[number] ?? null;
  }

  /** The numbers of all documents. */
  *all(): Generator<number> {
    for (let number = 0; number < this.#entries.length; number += 1) if (this.#entries[number] !== null) yield number;
  }

  put(document: SearchDocument): void {
    const known = this.#numbers.get(document.productId);
    if (known !== undefined && hasSameTexts(this.#entries[known]!.document, document)) {
      const popularity = popularityOf(document);
      this.#entries[known] = { ...this.#entries[known]!, document, price: Number(document.priceFromMinor), popularity };
      return;
    }
    if (known !== undefined) this.remove(document.productId);
    const number = this.#free.pop() ?? this.#entries.length;
    this.#entries[number] = this.#entryOf(document);
    this.#numbers.set(document.productId, number);
    const { fields, words } = contentsOf(document);
    for (const [field, counts, length] of fields) this.fields[field].add(number, counts, length);
    for (const word of words) {
      this.words.add(word);
      if (canBeMisspelt(word)) this.spelling.add(word);
    }
  }

  remove(productId: string): void {
    const number = this.#numbers.get(productId);
    if (number === undefined) return;
    const { fields, words } = contentsOf(this.#entries[number]!.document);
    for (const [field, counts, length] of fields) this.fields[field].remove(number, counts, length);
    for (const word of words) {
      this.words.remove(word);
      if (canBeMisspelt(word)) this.spelling.remove(word);
    }
    this.#entries[number] = null;
    this.#numbers.delete(productId);
    this.#free.push(number);
  }

  #entryOf(document: SearchDocument): Entry {
    return {
      document,
      price: Number(document.priceFromMinor),
      popularity: popularityOf(document),
      attributes: this.attributes.numbersOf(document.attributes),
      titleWords: wordsOf(document.title).map(({ term }) => term),
    };
  }
}

type Contents = {
  readonly fields: readonly (readonly [Field, ReadonlyMap<string, number>, number])[];
  readonly words: ReadonlySet<string>;
};

/** The terms are not kept but counted again when a document leaves: they would take more room than the index. */
function contentsOf(document: SearchDocument): Contents {
  const texts = fieldsOf(document);
  const words = new Set<string>();
  const fields = FIELDS.map((field) => {
    const counts = new Map<string, number>();
    let length = 0;
    for (const text of texts[field])
      for (const { term, word } of termsOf(text, MAX_WORDS_PER_TEXT)) {
        counts.set(term, (counts.get(term) ?? 0) + 1);
        length += 1;
        if (word !== null && isWorthKnowing(word)) words.add(word);
      }
    return [field, counts, length] as const;
  });
  return { fields, words };
}

/** Numbers are neither misspelt nor completed. */
const isWorthKnowing = (word: string): boolean => word.length > 1 && /\p{L}/u.test(word);
const canBeMisspelt = (word: string): boolean => word.length > 2 && !/\p{N}/u.test(word);

/** Prices, stock, ratings and sales change often, and none of them is looked up by a word. */
function hasSameTexts(one: SearchDocument, other: SearchDocument): boolean {
  return (
    one.title === other.title &&
    one.description === other.description &&
    JSON.stringify([one.attributes, one.options, one.skus, one.categories]) ===
      JSON.stringify([other.attributes, other.options, other.skus, other.categories])
  );
}
