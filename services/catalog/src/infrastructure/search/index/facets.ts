import type { Facets, SearchDocument, SearchFilters } from '../../../application/ports/search-index.ts';
import { fold } from '../text/words.ts';

/** What a filter is about; each attribute is a kind of its own. */
type Kind = string;
type Check = { readonly kind: Kind; readonly passes: (document: SearchDocument) => boolean };

const MAX_CHOICES = 20;
const MAX_ATTRIBUTES = 12;
const PRICE_STEPS = 5;

/** The tests that the filters amount to, one a kind. */
export function checksOf(filters: SearchFilters): Check[] {
  const checks: Check[] = [];
  const add = (kind: Kind, wanted: unknown, passes: Check['passes']) => {
    if (wanted !== undefined) checks.push({ kind, passes });
  };
  const { categoryId, storeId, currency, priceFromMinor, priceToMinor, minRating, inStock } = filters;
  add('category', categoryId, ({ categories }) => categories.some((category) => category.categoryId === categoryId));
  add('store', storeId, (document) => document.storeId === storeId);
  add(
    'price',
    currency ?? priceFromMinor ?? priceToMinor,
    (document) =>
      (currency === undefined || document.currency === currency) &&
      (priceFromMinor === undefined || document.priceFromMinor >= priceFromMinor) &&
      (priceToMinor === undefined || document.priceFromMinor <= priceToMinor),
  );
  add('rating', minRating, ({ rating }) => rating.count > 0 && rating.sum >= minRating! * rating.count);
  add('inStock', inStock, (document) => document.inStock === inStock);
  for (const [name, values] of attributeWishes(filters.attributes ?? []))
    checks.push({ kind: `attribute:${name}`, passes: (document) => hasAttribute(document, name, values) });
  return checks;
}

function attributeWishes(wishes: readonly string[]): Map<string, Set<string>> {
  const byName = new Map<string, Set<string>>();
  for (const wish of wishes) {
    const at = wish.indexOf('=');
    const name = fold(wish.slice(0, at).trim());
    byName.set(name, (byName.get(name) ?? new Set()).add(fold(wish.slice(at + 1).trim())));
  }
  return byName;
}

const hasAttribute = (document: SearchDocument, name: string, values: ReadonlySet<string>): boolean =>
  Object.entries(document.attributes).some(([key, value]) => fold(key) === name && values.has(fold(value)));

/**
 * Counts what each further filter would leave. Of one kind, each choice is counted without the filter of that kind, so that
 * the other choices do not vanish when one is taken.
 */
export class FacetCounter {
  readonly #categories = new Map<string, number>();
  readonly #stores = new Map<string, number>();
  readonly #ratings = [0, 0, 0, 0];
  readonly #prices = new Map<string, number[]>();
  readonly #attributes = new Map<string, Map<string, number>>();
  #inStock = 0;

  /** Counts a document that fails only filters of this kind, or none (null). */
  count(document: SearchDocument, failed: Kind | null): void {
    const counts = (kind: Kind) => failed === null || failed === kind;
    if (counts('category')) for (const { categoryId } of document.categories) increment(this.#categories, categoryId);
    if (counts('store')) increment(this.#stores, document.storeId);
    if (counts('rating') && document.rating.count > 0)
      for (let stars = 1; stars <= 4; stars += 1)
        if (document.rating.sum >= stars * document.rating.count) this.#ratings[stars - 1]! += 1;
    if (counts('price')) this.#notePrice(document);
    if (counts('inStock') && document.inStock) this.#inStock += 1;
    if (failed === null || failed.startsWith('attribute:')) this.#noteAttributes(document, failed);
  }

  #notePrice({ currency, priceFromMinor }: SearchDocument): void {
    const prices = this.#prices.get(currency);
    if (prices === undefined) this.#prices.set(currency, [Number(priceFromMinor)]);
    else prices.push(Number(priceFromMinor));
  }

  #noteAttributes({ attributes }: SearchDocument, failed: Kind | null): void {
    for (const name in attributes) {
      if (failed !== null && failed !== `attribute:${fold(name)}`) continue;
      let values = this.#attributes.get(name);
      if (values === undefined) this.#attributes.set(name, (values = new Map()));
      increment(values, attributes[name]!);
    }
  }

  result(): Facets {
    return {
      categories: most(this.#categories).map(([categoryId, count]) => ({ categoryId, count })),
      stores: most(this.#stores).map(([storeId, count]) => ({ storeId, count })),
      prices: [...this.#prices].flatMap(([currency, prices]) => priceSteps(currency, prices)),
      ratings: this.#ratings.map((count, index) => ({ minRating: index + 1, count })).reverse(),
      inStock: this.#inStock,
      attributes: this.#mostTelling(),
    };
  }

  /** The attributes that most of the documents have and that part them. */
  #mostTelling(): Facets['attributes'] {
    return [...this.#attributes]
      .filter(([, values]) => values.size > 1)
      .map(([name, values]) => ({ name, values: most(values), total: sum(values) }))
      .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1))
      .slice(0, MAX_ATTRIBUTES)
      .map(({ name, values }) => ({
        name,
        values: values.map(([value, count]) => ({ value, filter: `${name}=${value}`, count })),
      }));
  }
}

const increment = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0);
const most = (counts: ReadonlyMap<string, number>) =>
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MAX_CHOICES);

/** Steps that hold about equally many, with bounds that are easy to read. */
function priceSteps(currency: string, unsorted: readonly number[]): Facets['prices'] {
  const prices = Float64Array.from(unsorted).sort();
  const bounds = new Set<number>();
  for (let step = 1; step < PRICE_STEPS; step += 1)
    bounds.add(twoDigits(prices[Math.floor((prices.length * step) / PRICE_STEPS)]!));
  const starts = [Math.min(prices[0]!, ...bounds), ...bounds].sort((a, b) => a - b);
  const steps = [...new Set(starts)].map((from, index, all) => ({
    from,
    to: index + 1 < all.length ? all[index + 1]! - 1 : Math.max(prices.at(-1)!, from),
  }));
  return steps
    .map(({ from, to }) => ({
      currency,
      fromMinor: BigInt(from),
      toMinor: BigInt(to),
      count: prices.filter((price) => price >= from && price <= to).length,
    }))
    .filter(({ count }) => count > 0);
}

function twoDigits(amount: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return Math.round(amount / unit) * unit;
}
