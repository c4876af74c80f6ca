import { z } from 'zod';
import { personalDataOf } from './personal-data.ts';
import { catalogBatchProcedures } from './catalog-batch.ts';
import { deletionProcedures } from './catalog-deletion.ts';
import { mediaProcedures } from './catalog-media.ts';
import { transferProcedures } from './catalog-transfer.ts';
import { wishlistProcedures } from './catalog-wishlist.ts';
import { defineContract, mutation, query, storeMember } from './contract.ts';
import {
  attributes,
  category,
  keptProductStatus,
  product,
  productCard,
  review,
  variantInput,
} from './catalog-schemas.ts';
import { priceProcedures } from './catalog-prices.ts';
import { searchProcedures } from './catalog-search.ts';
import {
  amountMinor,
  id,
  label,
  LIMITS,
  money,
  name,
  nothing,
  pageInput,
  pageOf,
  positiveAmountMinor,
  slug,
  text,
} from './shared.ts';

export { productStatus } from './catalog-schemas.ts';

const productFields = {
  title: name(),
  description: text(LIMITS.textLength, 0).default(''),
  categoryId: id().nullable().default(null),
  attributes: attributes().default({}),
  options: z.array(label()).max(5).default([]),
};

/** Products with options and variants, the category tree and reviews by verified buyers. */
export const catalogContract = defineContract('catalog', {
  personalDataOf: personalDataOf(),
  ...catalogBatchProcedures,
  createProduct: mutation({
    summary: 'Create a product with its variants; it starts as a draft unless told otherwise',
    access: storeMember('manager'),
    input: z.object({
      storeId: id(),
      ...productFields,
      status: z.enum(['draft', 'active']).default('draft'),
      variants: z.array(variantInput()).min(1).max(LIMITS.variantsPerProduct),
    }),
    output: product(),
    errors: [
      'catalog.sku_taken',
      'catalog.option_mismatch',
      'catalog.too_many_attributes',
      'catalog.category_not_found',
      'catalog.store_not_selling',
    ],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/products', status: 201 },
  }),
  updateProduct: mutation({
    summary: 'Change what a product says of itself',
    access: storeMember('manager'),
    input: z.object({ storeId: id(), productId: id() }).extend(
      z
        .object({
          title: name(),
          description: text(LIMITS.textLength, 0),
          categoryId: id().nullable(),
          attributes: attributes(),
        })
        .partial().shape,
    ),
    output: product(),
    errors: ['catalog.product_not_found', 'catalog.category_not_found', 'catalog.too_many_attributes'],
    rest: { method: 'PATCH', path: '/v1/stores/{storeId}/products/{productId}' },
  }),
  addVariant: mutation({
    summary: 'Add a variant to a product',
    access: storeMember('manager'),
    input: z.object({ storeId: id(), productId: id() }).extend(variantInput().shape),
    output: product(),
    errors: ['catalog.product_not_found', 'catalog.sku_taken', 'catalog.option_mismatch', 'catalog.too_many_variants'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/products/{productId}/variants', status: 201 },
  }),
  updateVariant: mutation({
    summary: "Change a variant's price, shipping charge or weight",
    access: storeMember('manager'),
    input: z.object({
      storeId: id(),
      productId: id(),
      variantId: id(),
      priceMinor: positiveAmountMinor().optional(),
      shippingMinor: amountMinor().nullable().optional(),
      weightGrams: z.int().min(0).max(10_000_000).optional(),
    }),
    output: product(),
    errors: ['catalog.product_not_found', 'catalog.variant_not_found'],
    rest: { method: 'PATCH', path: '/v1/stores/{storeId}/products/{productId}/variants/{variantId}' },
  }),
  publishProduct: mutation({
    summary: 'Put a draft or archived product on the market',
    access: storeMember('manager'),
    input: z.object({ storeId: id(), productId: id() }),
    output: product(),
    errors: ['catalog.product_not_found', 'catalog.wrong_status', 'catalog.store_not_selling'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/products/{productId}/publish' },
  }),
  archiveProduct: mutation({
    summary: 'Take a product off the market',
    access: storeMember('manager'),
    input: z.object({ storeId: id(), productId: id() }),
    output: product(),
    errors: ['catalog.product_not_found', 'catalog.wrong_status'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/products/{productId}/archive' },
  }),
  ...deletionProcedures,
  ...mediaProcedures,
  ...transferProcedures,
  ...wishlistProcedures,
  getProduct: query({
    summary: 'Show a product; one that is not on the market exists only for members of its store and admins',
    access: 'party',
    input: z.object({ productId: id() }),
    output: product(),
    errors: ['catalog.product_not_found'],
    rest: { method: 'GET', path: '/v1/products/{productId}' },
  }),
  listProducts: query({
    summary: 'List products on the market, with filters',
    access: 'public',
    input: z.object({
      ...pageInput,
      categoryId: id().optional(),
      storeId: id().optional(),
      priceFromMinor: amountMinor().optional(),
      priceToMinor: amountMinor().optional(),
      inStock: z.boolean().optional(),
      minRating: z.int().min(1).max(5).optional(),
      sort: z.enum(['newest', 'price_asc', 'price_desc', 'rating']).default('newest'),
    }),
    output: pageOf(productCard()),
    errors: ['catalog.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/products' },
  }),
  listStoreProducts: query({
    summary: 'List the products of my store in every status',
    access: storeMember('manager', 'staff'),
    input: z.object({ ...pageInput, storeId: id(), status: keptProductStatus().optional() }),
    output: pageOf(productCard()),
    errors: ['catalog.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/products' },
  }),
  createCategory: mutation({
    summary: 'Add a category to the tree',
    access: 'admin',
    input: z.object({ parentId: id().nullable().default(null), slug: slug(), name: name() }),
    output: category(),
    errors: ['catalog.category_not_found', 'catalog.slug_taken', 'catalog.category_too_deep'],
    rest: { method: 'POST', path: '/v1/categories', status: 201 },
  }),
  listCategories: query({
    summary: 'List the category tree, parents before children',
    access: 'public',
    input: nothing(),
    output: z.object({ items: z.array(category()) }),
    rest: { method: 'GET', path: '/v1/categories' },
  }),
  writeReview: mutation({
    summary: 'Review a product I have received; one review an order line',
    access: 'guest',
    input: z.object({
      orderLineId: id(),
      rating: z.int().min(1).max(5),
      title: text(200, 0).default(''),
      body: text(LIMITS.textLength, 0).default(''),
    }),
    output: review(),
    errors: ['catalog.line_not_found', 'catalog.product_not_found', 'catalog.already_reviewed'],
    rest: { method: 'POST', path: '/v1/reviews', status: 201 },
  }),
  listReviews: query({
    summary: "List a product's reviews, newest first",
    access: 'public',
    input: z.object({ ...pageInput, productId: id() }),
    output: pageOf(review()),
    errors: ['catalog.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/products/{productId}/reviews' },
  }),
  describeVariants: query({
    summary: 'Give what other contexts need to sell variants; unknown ids are left out',
    access: 'internal',
    input: z.object({ variantIds: z.array(id()).max(500) }),
    output: z.object({
      variants: z.array(
        z.object({
          variantId: id(),
          productId: id(),
          storeId: id(),
          sku: z.string(),
          title: z.string(),
          options: z.record(z.string(), z.string()),
          price: money(),
          /** The seller's own prices in other currencies. */
          prices: z.array(money()),
          /** From the root of the tree down to the product's own. */
          categoryIds: z.array(id()),
          shipping: money().nullable(),
          weightGrams: z.int(),
          /** On the market: the product is active and its store is approved. */
          sellable: z.boolean(),
        }),
      ),
    }),
  }),
  ...priceProcedures,
  ...searchProcedures,
});
