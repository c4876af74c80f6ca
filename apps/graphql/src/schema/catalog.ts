import type { Output } from '../upstream/upstream.ts';
import type { RequestContext } from '../context.ts';
import type { Product as FullProduct } from '../upstream/loaders.ts';
import { builder } from './builder.ts';
import { idArgument } from './id-argument.ts';
import { connectionField } from './from-contracts/connection.ts';
import { lookupField } from './from-contracts/lookup.ts';
import { Money, output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';
import { Store } from './stores.ts';

/** A product as a listing knows it, or as a whole; what a listing lacks is fetched once for all that ask. */
export type ProductSource = Output<'catalog', 'listProducts'>['items'][number] | FullProduct;
type ReviewSource = Output<'catalog', 'listReviews'>['items'][number];
type CategorySource = Output<'catalog', 'listCategories'>['items'][number];
type VariantSource = FullProduct['variants'][number];

export const Variant: Ref<VariantSource> = output<VariantSource>(
  'Variant',
  schemaAt('catalog', 'getProduct', 'variants', '[]'),
  {
    more: (t) => ({
      availability: t.field({
        type: 'Int',
        description: 'How many units can be bought now.',
        resolve: async (variant, _args, { loaders }) =>
          (await loaders.availability.load(variant.variantId))?.available ?? 0,
      }),
    }),
  },
);

export const Category: Ref<CategorySource> = output<CategorySource>(
  'Category',
  schemaAt('catalog', 'listCategories', 'items', '[]'),
  {
    node: { id: ({ categoryId }) => categoryId, load: (id, { loaders }) => loaders.category.load(id) },
    more: (t) => ({
      parent: t.field({
        type: Category,
        description: 'The category it lies in.',
        resolve: ({ parentId }, _args, { loaders }) => (parentId === null ? null : loaders.category.load(parentId)),
      }),
      products: connectionField(t, Product, {
        context: 'catalog',
        procedure: 'listProducts',
        from: { categoryId: (category: CategorySource) => category.categoryId },
        open: true,
        note: noteListing,
      }),
    }),
  },
);

const Picture = output<object>('Picture', schemaAt('catalog', 'getProduct', 'media', '[]'), {
  within: { sources: 'PictureSource' },
});

export const Product: Ref<ProductSource> = output<ProductSource>('Product', schemaAt('catalog', 'getProduct'), {
  within: { rating: 'Rating' },
  node: { id: ({ productId }) => productId, load: (id, { loaders }) => loaders.product.load(id) },
  complete: ({ productId }, { loaders }) => loaders.product.load(productId),
  more: (t) => ({
    priceFrom: t.field({
      type: Money,
      description: 'The price of its cheapest variant.',
      resolve: (product) => ('priceFrom' in product ? product.priceFrom : lowestPrice(product)),
    }),
    inStock: t.field({
      type: 'Boolean',
      description: 'Whether any variant can be bought now.',
      resolve(product, _args, { notes }) {
        notes.touch(`stock-of-store:${product.storeId}`);
        return 'inStock' in product ? product.inStock : product.variants.some(({ inStock }) => inStock);
      },
    }),
    image: t.field({
      type: Picture as never,
      description: 'The picture that stands for it in lists.',
      resolve: (product) => ('image' in product ? product.image : (product.media[0] ?? null)) as never,
    }),
    store: t.field({
      type: Store,
      description: 'The store that sells it.',
      resolve: ({ storeId }, _args, { loaders }) => loaders.store.load(storeId),
    }),
    category: t.field({
      type: Category,
      description: 'The category it lies in.',
      resolve: ({ categoryId }, _args, { loaders }) => (categoryId === null ? null : loaders.category.load(categoryId)),
    }),
    reviews: connectionField(t, Review, {
      context: 'catalog',
      procedure: 'listReviews',
      from: { productId: (product: ProductSource) => product.productId },
      open: true,
      note: ({ notes }, { productId }) => notes.touch(`reviews:${productId}`),
    }),
  }),
});

export const Review: Ref<ReviewSource> = output<ReviewSource>(
  'Review',
  schemaAt('catalog', 'listReviews', 'items', '[]'),
  {
    more: (t) => ({
      product: t.field({
        type: Product,
        description: 'What it is about.',
        resolve: ({ productId }, _args, { loaders }) => loaders.product.load(productId),
      }),
    }),
  },
);

const lowestPrice = ({ variants }: FullProduct): FullProduct['variants'][number]['price'] =>
  variants.reduce(
    (low, { price }) => (BigInt(price.amountMinor) < BigInt(low.amountMinor) ? price : low),
    variants[0]!.price,
  );

/** A list changes when anything that could stand in it does: products of one store, or of any. */
function noteListing(
  { notes }: RequestContext,
  { storeId, inStock, minRating, sort }: Readonly<Record<string, unknown>>,
  items: readonly { readonly productId: string; readonly storeId: string }[],
): void {
  notes.touch(typeof storeId === 'string' ? `products-of-store:${storeId}` : 'products');
  if (typeof inStock === 'boolean') notes.touch('products-in-stock');
  if (typeof minRating === 'number' || sort === 'rating') notes.touch('products-by-rating');
  for (const { productId, storeId: seller } of items) {
    notes.touch(`product:${productId}`);
    notes.touch(`market-of-store:${seller}`);
  }
}

builder.queryFields((t) => ({
  products: connectionField(t, Product, {
    context: 'catalog',
    procedure: 'listProducts',
    open: true,
    note: noteListing,
  }),
  storeProducts: connectionField(t, Product, { context: 'catalog', procedure: 'listStoreProducts' }),
  product: t.field({
    type: Product,
    description: 'Show a product; one that is not on the market exists only for members of its store and admins.',
    args: { productId: t.arg.id({ required: true, description: 'Which product.' }) },
    extensions: { cost: 10 },
    resolve: (_root, { productId }, { loaders }) => loaders.product.load(idArgument(productId, 'productId')),
  }),
  categories: lookupField(t, {
    context: 'catalog',
    procedure: 'listCategories',
    type: [Category],
    open: true,
    note: ({ notes }) => notes.touch('categories'),
    pick: ({ items }: Output<'catalog', 'listCategories'>) => items,
  }),
  reviews: connectionField(t, Review, {
    context: 'catalog',
    procedure: 'listReviews',
    open: true,
    note: ({ notes }, { productId }) => notes.touch(`reviews:${String(productId)}`),
  }),
}));
