import type { catalogContract, OutputOf } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { userOf } from '../../application/commands/user-of.ts';
import type { ShownWish } from '../../application/ports/wishlists.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { cardToWire, moneyToWire } from './to-wire.ts';

type Names = 'addToWishlist' | 'removeFromWishlist' | 'listWishlist';
type WishWire = OutputOf<(typeof catalogContract)['procedures']['addToWishlist']>;

const wishToWire = (wish: ShownWish): WishWire => ({
  ...wish,
  addedAt: wish.addedAt.toISOString(),
  priceWhenAdded: moneyToWire(wish.priceWhenAdded),
  product: wish.product && cardToWire(wish.product),
});

export const createWishlistHandlers = (app: Application): Pick<Handlers<typeof catalogContract>, Names> => ({
  addToWishlist: async ({ input, intent }) => wishToWire(await app.addToWishlist(input.productId, intent)),
  removeFromWishlist: async ({ input, intent }) => ({ removed: await app.removeFromWishlist(input.productId, intent) }),
  async listWishlist({ input: { limit, cursor }, actor }) {
    const after = decodeCursor('wishlist', cursor);
    const { items, next } = await app.listWishlist({ userId: userOf(actor), limit, after });
    return { items: items.map(wishToWire), nextCursor: encodeCursor('wishlist', next) };
  },
});
