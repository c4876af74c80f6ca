import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { Product } from './catalog.ts';
import { connectionField } from './from-contracts/connection.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';

type WishSource = Output<'catalog', 'listWishlist'>['items'][number];

export const Wish: Ref<WishSource> = output<WishSource>('Wish', schemaAt('catalog', 'listWishlist', 'items', '[]'), {
  omit: ['product'],
  more: (t) => ({
    product: t.field({
      type: Product,
      description: 'The product; null while it is not on the market.',
      resolve: ({ product }) => product,
    }),
  }),
});

builder.queryFields((t) => ({
  wishlist: connectionField(t, Wish, { context: 'catalog', procedure: 'listWishlist' }),
}));
