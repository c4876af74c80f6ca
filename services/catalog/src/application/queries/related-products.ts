import { ProductNotFound } from '../../domain/product/product.errors.ts';
import type { ProductCard } from '../ports/catalog-reader.ts';
import type { ProductCards } from '../ports/product-cards.ts';
import type { BoughtTogether } from '../ports/sales.ts';
import type { SearchIndex } from '../ports/search-index.ts';

type Wish = { readonly productId: string; readonly limit: number };

/** Products like this one. A product that is not on the market has none, whoever asks. */
export function createRelatedProducts({ index, cards }: { index: SearchIndex; cards: ProductCards }) {
  return async ({ productId, limit }: Wish): Promise<ProductCard[]> => {
    await mustBeOnMarket(cards, productId);
    const related = await index.related(productId, limit);
    const found = await cards.onMarket(related);
    return related.flatMap((one) => found.get(one) ?? []);
  };
}

/** What buyers of this product bought with it. */
export function createBoughtTogether({
  boughtTogether,
  cards,
}: {
  boughtTogether: BoughtTogether;
  cards: ProductCards;
}) {
  return async ({ productId, limit }: Wish): Promise<{ card: ProductCard; purchases: number }[]> => {
    await mustBeOnMarket(cards, productId);
    const others = await boughtTogether.with(productId, limit);
    const found = await cards.onMarket(others.map((other) => other.productId));
    return others.flatMap(({ productId: other, purchases }) => {
      const card = found.get(other);
      return card === undefined ? [] : [{ card, purchases }];
    });
  };
}

async function mustBeOnMarket(cards: ProductCards, productId: string): Promise<void> {
  if (!(await cards.onMarket([productId])).has(productId)) throw new ProductNotFound(productId);
}
