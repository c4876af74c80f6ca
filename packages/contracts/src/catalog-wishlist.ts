import { z } from 'zod';
import { mutation, query } from './contract.ts';
import { productCard } from './catalog-schemas.ts';
import { id, instant, money, pageInput, pageOf } from './shared.ts';

export const WISHLIST_LIMITS = { items: 500 } as const;

const wish = () =>
  z.object({
    productId: id(),
    addedAt: instant(),
    /** The product's lowest price when it was put on the list. */
    priceWhenAdded: money(),
    /** Null while the product is not on the market. */
    product: productCard().nullable(),
    /** What it was called when it was put on the list. */
    title: z.string(),
  });

export const wishlistProcedures = {
  addToWishlist: mutation({
    summary: 'Put a product on my wishlist; one that is there already stays as it is',
    access: 'user',
    input: z.object({ productId: id() }),
    output: wish(),
    errors: ['catalog.product_not_found', 'catalog.wishlist_full'],
    rest: { method: 'PUT', path: '/v1/me/wishlist/{productId}' },
  }),
  removeFromWishlist: mutation({
    summary: 'Take a product off my wishlist, if it is there',
    access: 'user',
    input: z.object({ productId: id() }),
    output: z.object({ removed: z.boolean() }),
    rest: { method: 'DELETE', path: '/v1/me/wishlist/{productId}' },
  }),
  listWishlist: query({
    summary: 'List my wishlist, newest first, with the price of today and of when each was added',
    access: 'user',
    input: z.object(pageInput),
    output: pageOf(wish()),
    errors: ['catalog.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/me/wishlist' },
  }),
};
