import type { ProductCard } from '../ports/catalog-reader.ts';
import type { ProductCards } from '../ports/product-cards.ts';
import type { Highlight, SearchAnswer, SearchIndex, SearchQuery } from '../ports/search-index.ts';

export type FoundProduct = { readonly card: ProductCard; readonly highlights: readonly Highlight[] };
export type ProductSearch = Omit<SearchAnswer, 'hits'> & { readonly items: readonly FoundProduct[] };

/** Finds products; what has left the market since the index saw it is left out of the page. */
export function createSearchProducts({ index, cards }: { index: SearchIndex; cards: ProductCards }) {
  return async (query: SearchQuery): Promise<ProductSearch> => {
    const { hits, ...answer } = await index.search(query);
    const found = await cards.onMarket(hits.map(({ productId }) => productId));
    const items = hits.flatMap(({ productId, highlights }) => {
      const card = found.get(productId);
      return card === undefined ? [] : [{ card, highlights }];
    });
    return { ...answer, items };
  };
}
