import type { Clock, Ids, Intent } from '@haat/domain';
import { ProductNotFound } from '../../domain/product/product.errors.ts';
import { money } from '@haat/domain';
import { priceFromMinor } from '../../domain/product/product.ts';
import { MAX_WISHES, WishlistFull } from '../../domain/wishlist/wish.ts';
import type { CatalogReader } from '../ports/catalog-reader.ts';
import type { ShownWish, WishlistReader } from '../ports/wishlists.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { userOf } from './user-of.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Pick<CatalogReader, 'product'>;
  readonly wishlists: WishlistReader;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** Puts a product of the market on the list. One that is there already stays as it is, with its price of then. */
export function createAddToWishlist({ unitOfWork, reader, wishlists, clock, ids }: Deps) {
  return async (productId: string, intent: Intent): Promise<ShownWish> => {
    const userId = userOf(intent.actor);
    const found = await reader.product(productId);
    const known = await wishlists.find(userId, productId);
    if (known !== null) return known;
    if (found === null || !found.onMarket) throw new ProductNotFound(productId);
    const { product } = found;
    await unitOfWork.run(intent, async ({ wishes }) => {
      const { count, isThere } = await wishes.look(userId, productId);
      if (isThere) return;
      if (count >= MAX_WISHES) throw new WishlistFull();
      const priceWhenAdded = money(priceFromMinor(product), product.currency);
      await wishes.insert(userId, ids.next(), {
        productId,
        title: product.title,
        priceWhenAdded,
        addedAt: clock.now(),
      });
    });
    const added = await wishlists.find(userId, productId);
    if (added === null) throw new ProductNotFound(productId);
    return added;
  };
}
