import type { SearchDocument } from '../../../application/ports/search-index.ts';
import { termsOf } from '../text/terms.ts';
import { FIELD_WEIGHTS, type Field, FIELDS, fieldsOf } from './document-fields.ts';
import { FieldIndex } from './field-index.ts';

/** A text longer than this many words counts as cut: it bounds what one document can cost. */
const MAX_WORDS_PER_TEXT = 1_000;

/** The documents by a number of their own, and where each term stands. */
export class Catalogue {
  readonly fields: Readonly<Record<Field, FieldIndex>>;
  readonly #documents: (SearchDocument | null)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #free: number[] = [];

  constructor() {
    this.fields = Object.fromEntries(
      FIELDS.map((field) => [field, new FieldIndex(FIELD_WEIGHTS[field])]),
    ) as unknown as Record<Field, FieldIndex>;
  }

  /** Numbers go up to here; some may be free. */
  get capacity(): number {
    return this.#documents.length;
  }

  get size(): number {
    return this.#numbers.size;
  }

  numberOf(productId: string): number | undefined {
    return this.#numbers.get(productId);
  }

  at(number: number): SearchDocument | null {
    return this.#documents[number] ?? null;
  }

  put(document: SearchDocument): void {
    const known = this.#numbers.get(document.productId);
    if (known !== undefined && hasSameTexts(this.#documents[known]!, document)) {
      this.#documents[known] = document;
      return;
    }
    if (known !== undefined) this.remove(document.productId);
    const number = this.#free.pop() ?? this.#documents.length;
    this.#documents[number] = document;
    this.#numbers.set(document.productId, number);
    for (const [field, counts, length] of countsOf(document)) this.fields[field].add(number, counts, length);
  }

  remove(productId: string): void {
    const number = this.#numbers.get(productId);
    if (number === undefined) return;
    for (const [field, counts, length] of countsOf(this.#documents[number]!))
      this.fields[field].remove(number, counts, length);
    this.#documents[number] = null;
    this.#numbers.delete(productId);
    this.#free.push(number);
  }
}

/** The terms are not kept but counted again when a document leaves: they would take more room than the index. */
function countsOf(document: SearchDocument): [Field, Map<string, number>, number][] {
  const texts = fieldsOf(document);
  return FIELDS.map((field) => {
    const counts = new Map<string, number>();
    let length = 0;
    for (const text of texts[field])
      for (const { term } of termsOf(text, MAX_WORDS_PER_TEXT)) {
        counts.set(term, (counts.get(term) ?? 0) + 1);
        length += 1;
      }
    return [field, counts, length];
  });
}

/** Prices, stock, ratings and sales change often, and none of them is looked up by a word. */
function hasSameTexts(one: SearchDocument, other: SearchDocument): boolean {
  return (
    one.title === other.title &&
    one.description === other.description &&
    JSON.stringify([one.attributes, one.options, one.skus, one.categories]) ===
      JSON.stringify([other.attributes, other.options, other.skus, other.categories])
  );
}
