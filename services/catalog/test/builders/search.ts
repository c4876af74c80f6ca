import type { SearchDocument, SearchIndex, SearchQuery } from '../../src/application/ports/search-index.ts';
import { STORE, uuid } from './catalog.ts';

/** A product on the market as search knows it; `number` becomes its id, and higher is newer. */
export const aDocument = (number: number, more: Partial<SearchDocument> = {}): SearchDocument => ({
  productId: uuid(number, 5),
  storeId: STORE,
  title: `Thing ${number}`,
  description: '',
  attributes: {},
  options: [],
  skus: [`SKU-${number}`],
  categories: [],
  priceFromMinor: 1000n,
  currency: 'EUR',
  inStock: true,
  rating: { sum: 0, count: 0 },
  unitsSold: 0,
  ...more,
});

/** Puts documents into an index, numbered from 1 in their order. */
export const put = (index: SearchIndex, ...documents: Partial<SearchDocument>[]): Promise<void> =>
  index.apply(documents.map((more, at) => ({ kind: 'put', document: aDocument(at + 1, more) })));

export const aQuery = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  text,
  filters: {},
  sort: 'relevance',
  limit: 20,
  after: null,
  ...more,
});

/** The numbers of the products that are found, in their order. */
export async function found(index: SearchIndex, text: string, more: Partial<SearchQuery> = {}): Promise<number[]> {
  const { hits } = await index.search(aQuery(text, more));
  return hits.map(({ productId }) => numberOf(productId));
}

export const numberOf = (productId: string): number => Number.parseInt(productId.slice(-12), 16);
