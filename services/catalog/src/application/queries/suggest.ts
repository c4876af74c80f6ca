import type { ProductCard } from '../ports/catalog-reader.ts';
import type { ProductCards } from '../ports/product-cards.ts';
import type { Range, SearchIndex, Suggestions } from '../ports/search-index.ts';

export type SuggestedProduct = { readonly card: ProductCard; readonly ranges: readonly Range[] };
export type Suggested = Omit<Suggestions, 'products'> & { readonly products: readonly SuggestedProduct[] };

/** Completes what somebody is typing. */
export function createSuggest({ index, cards }: { index: SearchIndex; cards: ProductCards }) {
  return async (query: { text: string; language?: string | undefined; limit: number }): Promise<Suggested> => {
    const { products, ...others } = await index.suggest(query);
    const found = await cards.onMarket(products.map(({ productId }) => productId));
    const shown = products.flatMap(({ productId, ranges }) => {
      const card = found.get(productId);
      return card === undefined ? [] : [{ card, ranges }];
    });
    return { ...others, products: shown };
  };
}
