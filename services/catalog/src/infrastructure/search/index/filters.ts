import type { SearchFilters } from '../../../application/ports/search-index.ts';
import type { AttributeTable } from './attribute-table.ts';
import type { Entry } from './entry.ts';

/** What a filter is about; each attribute, by its number, is a kind of its own. */
export type Kind = 'category' | 'store' | 'price' | 'rating' | 'inStock' | number;
export type Check = { readonly kind: Kind; readonly passes: (entry: Entry) => boolean };

/** The tests that the filters amount to, one a kind. */
export function checksOf(filters: SearchFilters, table: AttributeTable): Check[] {
  const { categoryId, storeId, minRating, inStock } = filters;
  const checks: Check[] = [];
  const add = (kind: Kind, wanted: unknown, passes: Check['passes']) => {
    if (wanted !== undefined) checks.push({ kind, passes });
  };
  add('category', categoryId, ({ document }) => document.categories.some((one) => one.categoryId === categoryId));
  add('store', storeId, ({ document }) => document.storeId === storeId);
  add('price', filters.currency ?? filters.priceFromMinor ?? filters.priceToMinor, (entry) =>
    costsAsWished(entry, filters),
  );
  add('rating', minRating, ({ document: { rating } }) => rating.count > 0 && rating.sum >= minRating! * rating.count);
  add('inStock', inStock, ({ document }) => document.inStock === inStock);
  for (const [name, pairs] of table.wishesOf(filters.attributes ?? []))
    checks.push({ kind: name, passes: ({ attributes }) => attributes.some((pair) => pairs.has(pair)) });
  return checks;
}

function costsAsWished({ document }: Entry, { currency, priceFromMinor, priceToMinor }: SearchFilters): boolean {
  if (currency !== undefined && document.currency !== currency) return false;
  if (priceFromMinor !== undefined && document.priceFromMinor < priceFromMinor) return false;
  return priceToMinor === undefined || document.priceFromMinor <= priceToMinor;
}

/** The one kind that the entry fails; null if none, and undefined if more than one. */
export function failedKind(checks: readonly Check[], entry: Entry): Kind | null | undefined {
  let failed: Kind | null = null;
  for (const { kind, passes } of checks) {
    if (passes(entry)) continue;
    if (failed !== null) return undefined;
    failed = kind;
  }
  return failed;
}
