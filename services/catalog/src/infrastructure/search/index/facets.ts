import type { Facets } from '../../../application/ports/search-index.ts';
import type { AttributeTable } from './attribute-table.ts';
import type { Entry } from './entry.ts';
import type { Kind } from './filters.ts';
import { priceSteps } from './price-steps.ts';

const MAX_CHOICES = 20;
const MAX_ATTRIBUTES = 12;
const STARS = [4, 3, 2, 1];

/**
 * Counts what each further filter would leave. Of one kind, each choice is counted without the filter of that kind, so that
 * the other choices do not vanish when one is taken.
 */
export class FacetCounter {
  readonly #table: AttributeTable;
  readonly #categories = new Map<string, number>();
  readonly #stores = new Map<string, number>();
  readonly #ratings = STARS.map(() => 0);
  readonly #prices = new Map<string, number[]>();
  readonly #attributes: Int32Array;
  #inStock = 0;

  constructor(table: AttributeTable) {
    this.#table = table;
    this.#attributes = new Int32Array(table.size);
  }

  /** Counts an entry that fails only filters of this kind, or none (null). */
  count({ document, price, attributes }: Entry, failed: Kind | null): void {
    const { categories, storeId, rating, currency, inStock } = document;
    if (failed === null || failed === 'category')
      for (const { categoryId } of categories) increment(this.#categories, categoryId);
    if (failed === null || failed === 'store') increment(this.#stores, storeId);
    if ((failed === null || failed === 'rating') && rating.count > 0)
      STARS.forEach((stars, index) => (this.#ratings[index]! += Number(rating.sum >= stars * rating.count)));
    if (failed === null || failed === 'price') this.#notePrice(currency, price);
    if ((failed === null || failed === 'inStock') && inStock) this.#inStock += 1;
    if (failed === null) for (const pair of attributes) this.#attributes[pair]! += 1;
    else if (typeof failed === 'number')
      for (const pair of attributes) if (this.#table.at(pair).name === failed) this.#attributes[pair]! += 1;
  }

  #notePrice(currency: string, price: number): void {
    const prices = this.#prices.get(currency);
    if (prices === undefined) this.#prices.set(currency, [price]);
    else prices.push(price);
  }

  result(): Facets {
    return {
      categories: most(this.#categories).map(([categoryId, count]) => ({ categoryId, count })),
      stores: most(this.#stores).map(([storeId, count]) => ({ storeId, count })),
      prices: [...this.#prices].flatMap(([currency, prices]) => priceSteps(currency, prices)),
      ratings: STARS.map((minRating, index) => ({ minRating, count: this.#ratings[index]! })),
      inStock: this.#inStock,
      attributes: this.#mostTelling(),
    };
  }

  /** The attributes that most of the documents have and that part them. */
  #mostTelling(): Facets['attributes'] {
    const totals = new Map<number, number>();
    const pairsOf = new Map<number, number[]>();
    this.#attributes.forEach((count, pair) => {
      if (count === 0) return;
      const { name } = this.#table.at(pair);
      totals.set(name, (totals.get(name) ?? 0) + count);
      const pairs = pairsOf.get(name);
      if (pairs === undefined) pairsOf.set(name, [pair]);
      else pairs.push(pair);
    });
    return [...totals]
      .filter(([name]) => pairsOf.get(name)!.length > 1)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, MAX_ATTRIBUTES)
      .map(([name]) => this.#choicesOf(pairsOf.get(name)!));
  }

  #choicesOf(pairs: readonly number[]): Facets['attributes'][number] {
    const name = this.#table.at(pairs[0]!).label;
    const values = pairs.map((pair) => ({ value: this.#table.at(pair).value, count: this.#attributes[pair]! }));
    values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    const shown = values.slice(0, MAX_CHOICES);
    return { name, values: shown.map(({ value, count }) => ({ value, filter: `${name}=${value}`, count })) };
  }
}

const increment = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
const most = (counts: ReadonlyMap<string, number>) =>
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MAX_CHOICES);
