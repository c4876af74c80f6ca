import { z } from 'zod';
import { amountMinor, currency, id, instant, label, money, positiveAmountMinor, text } from './shared.ts';

/** What a product of a store can be. */
export const keptProductStatus = () => z.enum(['draft', 'active', 'archived']);

/** As an event says it: a deleted product is off the market and out of all lists, but may still be restored. */
export const productStatus = () => z.enum(['draft', 'active', 'archived', 'deleted']);

export const mediaAlt = () => text(400, 0);

/** A picture. Addresses are below the gateway; the widest source is the largest, and none is larger than the original. */
export const media = () =>
  z.object({
    mediaId: id(),
    alt: z.string(),
    width: z.int(),
    height: z.int(),
    /** A thumbhash in base64, to be drawn until the picture is there. */
    placeholder: z.string(),
    sources: z.array(z.object({ width: z.int(), url: z.string() })),
  });

export const attributes = () => z.record(label(), text(400));
const optionValues = () => z.record(label(), text(120));

export const variantInput = () =>
  z.object({
    sku: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/),
    /** One value for each option of the product, e.g. `{ "Size": "M" }`; empty for a product without options. */
    options: optionValues().default({}),
    priceMinor: positiveAmountMinor(),
    /** What the seller charges to ship one unit; left out, the store's shipping policy decides. */
    shippingMinor: amountMinor().optional(),
    weightGrams: z.int().min(0).max(10_000_000).default(0),
  });

export const variant = () =>
  z.object({
    variantId: id(),
    sku: z.string(),
    options: z.record(z.string(), z.string()),
    price: money(),
    /** The seller's own prices in other currencies; where there is none, the price is converted. */
    prices: z.array(money()),
    shipping: money().nullable(),
    weightGrams: z.int(),
    inStock: z.boolean(),
  });

export const product = () =>
  z.object({
    productId: id(),
    storeId: id(),
    slug: z.string(),
    title: z.string(),
    description: z.string(),
    status: keptProductStatus(),
    categoryId: id().nullable(),
    attributes: z.record(z.string(), z.string()),
    options: z.array(z.string()),
    currency: currency(),
    variants: z.array(variant()),
    /** The first one stands for the product in lists. */
    media: z.array(media()),
    rating: z.object({ average: z.number().nullable(), count: z.int() }),
    createdAt: instant(),
    updatedAt: instant(),
  });

export const productCard = () =>
  z.object({
    productId: id(),
    storeId: id(),
    slug: z.string(),
    title: z.string(),
    status: keptProductStatus(),
    categoryId: id().nullable(),
    priceFrom: money(),
    inStock: z.boolean(),
    rating: z.object({ average: z.number().nullable(), count: z.int() }),
    image: media().nullable(),
  });

export const category = () =>
  z.object({ categoryId: id(), parentId: id().nullable(), slug: z.string(), name: z.string(), depth: z.int() });

export const review = () =>
  z.object({
    reviewId: id(),
    productId: id(),
    orderId: id(),
    orderLineId: id(),
    rating: z.int(),
    title: z.string(),
    body: z.string(),
    authorName: z.string().nullable(),
    createdAt: instant(),
  });
