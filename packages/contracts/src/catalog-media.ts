import { z } from 'zod';
import { mutation, query, storeMember } from './contract.ts';
import { mediaAlt, product } from './catalog-schemas.ts';
import { bytes, file, id, opaque } from './shared.ts';

/** Limits of pictures; each has a test at the limit and one past it. */
export const MEDIA_LIMITS = {
  fileBytes: 10_485_760,
  mediaPerProduct: 12,
  /** Width times height that a picture may declare. */
  pixels: 50_000_000,
  /** The longer side that a picture may declare. */
  sidePixels: 16_000,
  altLength: 400,
} as const;

/** Kinds of picture that are taken; what the bytes say counts, whatever the header or the name claims. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;

const REFUSED_PICTURES = [
  'catalog.media_empty',
  'catalog.media_wrong_type',
  'catalog.media_broken',
  'catalog.media_too_large',
  'catalog.media_too_many',
  'catalog.media_busy',
];

const ofProduct = { storeId: id(), productId: id() };

export const mediaProcedures = {
  addMedia: mutation({
    summary:
      'Add a picture to a product; it is checked by its content, stripped of metadata and kept in several widths',
    access: storeMember('manager'),
    input: z.object({
      ...ofProduct,
      /** The picture itself: the body as it is, or base64 in JSON. */
      file: bytes(MEDIA_LIMITS.fileBytes),
      /** What the sender says it is; it must agree with the content. */
      mediaType: opaque(200, 0).optional(),
      fileName: opaque(255, 0).optional(),
      alt: mediaAlt().default(''),
    }),
    output: product(),
    errors: ['catalog.product_not_found', ...REFUSED_PICTURES],
    rest: {
      method: 'POST',
      path: '/v1/stores/{storeId}/products/{productId}/media',
      status: 201,
      consumes: { mediaTypes: PICTURE_TYPES, maxBytes: MEDIA_LIMITS.fileBytes },
    },
  }),
  describeMedia: mutation({
    summary: 'Say in words what a picture shows',
    access: storeMember('manager'),
    input: z.object({ ...ofProduct, mediaId: id(), alt: mediaAlt() }),
    output: product(),
    errors: ['catalog.product_not_found', 'catalog.media_not_found'],
    rest: { method: 'PATCH', path: '/v1/stores/{storeId}/products/{productId}/media/{mediaId}' },
  }),
  orderMedia: mutation({
    summary: 'Put the pictures of a product in order; the first one stands for the product in lists',
    access: storeMember('manager'),
    input: z.object({ ...ofProduct, mediaIds: z.array(id()).max(MEDIA_LIMITS.mediaPerProduct) }),
    output: product(),
    errors: ['catalog.product_not_found', 'catalog.media_order_mismatch'],
    rest: { method: 'PUT', path: '/v1/stores/{storeId}/products/{productId}/media' },
  }),
  removeMedia: mutation({
    summary: 'Take a picture off a product for good',
    access: storeMember('manager'),
    input: z.object({ ...ofProduct, mediaId: id() }),
    output: product(),
    errors: ['catalog.product_not_found', 'catalog.media_not_found'],
    rest: { method: 'DELETE', path: '/v1/stores/{storeId}/products/{productId}/media/{mediaId}' },
  }),
  getMedia: query({
    summary: 'Fetch a picture in one of the widths that its product lists; an address never changes its content',
    access: 'public',
    input: z.object({ mediaId: id(), width: z.int().min(1).max(MEDIA_LIMITS.sidePixels) }),
    output: file(),
    errors: ['catalog.media_not_found'],
    rest: { method: 'GET', path: '/v1/media/{mediaId}/{width}.webp', produces: 'image/webp', caching: 'immutable' },
  }),
};
