import type { catalogContract, ParsedInputOf } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { VariantDraft } from '../../application/commands/create-product.ts';
import type { UpdateVariant } from '../../application/commands/update-variant.ts';
import type { Description } from '../../domain/product/change-product.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { createSearchHandlers } from './search-handlers.ts';
import { createDeletionHandlers } from './deletion-handlers.ts';
import { createMediaHandlers } from './media-handlers.ts';
import { createPriceHandlers } from './price-handlers.ts';
import { createTransferHandlers } from './transfer-handlers.ts';
import { createWishlistHandlers } from './wishlist-handlers.ts';
import { cardToWire, categoryToWire, productToWire, reviewToWire, sellableToWire } from './to-wire.ts';

type Procedures = (typeof catalogContract)['procedures'];

/** The procedures of the contract, each a call of a use case. */
export const createHandlers = (app: Application): Omit<Handlers<typeof catalogContract>, 'personalDataOf'> => ({
  async createProduct({ input, intent }) {
    return productToWire(await app.createProduct({ ...input, variants: input.variants.map(toDraft) }, intent));
  },
  updateProduct: async ({ input, intent }) =>
    productToWire(await app.updateProduct(input, toDescription(input), intent)),
  addVariant: async ({ input, intent }) => productToWire(await app.addVariant(input, toDraft(input), intent)),
  updateVariant: async ({ input, intent }) => productToWire(await app.updateVariant(input, toChange(input), intent)),
  publishProduct: async ({ input, intent }) => productToWire(await app.publishProduct(input, intent)),
  archiveProduct: async ({ input, intent }) => productToWire(await app.archiveProduct(input, intent)),
  getProduct: async ({ input, actor }) => productToWire(await app.getProduct(input.productId, actor)),
  productsByIds: async ({ input, actor }) => ({
    items: (await app.productsByIds(input.productIds, actor)).map(productToWire),
  }),
  async listProducts({ input: { cursor, priceFromMinor, priceToMinor, ...filters } }) {
    const { items, next } = await app.listProducts({
      ...filters,
      priceFromMinor: toAmount(priceFromMinor),
      priceToMinor: toAmount(priceToMinor),
      after: decodeCursor(filters.sort, cursor),
    });
    return { items: items.map(cardToWire), nextCursor: encodeCursor(filters.sort, next) };
  },
  async listStoreProducts({ input: { cursor, ...filters } }) {
    const { items, next } = await app.listStoreProducts({ ...filters, after: decodeCursor('store', cursor) });
    return { items: items.map(cardToWire), nextCursor: encodeCursor('store', next) };
  },
  ...createPriceHandlers(app),
  ...createMediaHandlers(app),
  ...createDeletionHandlers(app),
  ...createTransferHandlers(app),
  ...createWishlistHandlers(app),
  createCategory: async ({ input, intent }) => categoryToWire(await app.createCategory(input, intent)),
  listCategories: async () => ({ items: (await app.listCategories()).map(categoryToWire) }),
  writeReview: async ({ input, intent }) => reviewToWire(await app.writeReview(input, intent)),
  async listReviews({ input: { cursor, ...query } }) {
    const { items, next } = await app.listReviews({ ...query, after: decodeCursor('reviews', cursor) });
    return { items: items.map(reviewToWire), nextCursor: encodeCursor('reviews', next) };
  },
  describeVariants: async ({ input }) => ({
    variants: (await app.describeVariants(input.variantIds)).map(sellableToWire),
  }),
  ...createSearchHandlers(app),
});

const toAmount = (digits: string | undefined): bigint | undefined =>
  digits === undefined ? undefined : BigInt(digits);

type VariantWire = ParsedInputOf<Procedures['createProduct']>['variants'][number];

const toDraft = ({ sku, options, priceMinor, shippingMinor, weightGrams }: VariantWire): VariantDraft => ({
  sku,
  options,
  priceMinor: BigInt(priceMinor),
  shippingMinor: toAmount(shippingMinor) ?? null,
  weightGrams,
});

const toChange = (input: ParsedInputOf<Procedures['updateVariant']>): UpdateVariant => ({
  variantId: input.variantId.toLowerCase(),
  priceMinor: toAmount(input.priceMinor),
  shippingMinor: input.shippingMinor === null ? null : toAmount(input.shippingMinor),
  weightGrams: input.weightGrams,
});

/** Only what was sent is changed. */
function toDescription(input: ParsedInputOf<Procedures['updateProduct']>): Description {
  const { title, description, categoryId, attributes } = input;
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(categoryId === undefined ? {} : { categoryId }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}
