import type { Clock, Intent } from '@haat/domain';
import { describeMedia, mediaOf, orderMedia, removeMedia } from '../../domain/media/change-media.ts';
import type { Media } from '../../domain/media/media.ts';
import type { Product } from '../../domain/product/product.ts';
import type { ProductRef } from '../ports/products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { filesOf } from './media-files.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock };

/** Says in words what a picture shows. */
export function createDescribeMedia({ unitOfWork, clock }: Deps) {
  return (ref: ProductRef, words: Pick<Media, 'mediaId' | 'alt'>, intent: Intent): Promise<Product> =>
    unitOfWork.run(intent, ({ products }) =>
      products.update(ref, (product) => describeMedia(product, words, clock.now())),
    );
}

/** Puts the pictures of a product in order. */
export function createOrderMedia({ unitOfWork, clock }: Deps) {
  return (ref: ProductRef, mediaIds: readonly string[], intent: Intent): Promise<Product> =>
    unitOfWork.run(intent, ({ products }) =>
      products.update(ref, (product) => orderMedia(product, mediaIds, clock.now())),
    );
}

/** Takes a picture off a product; its files go after the commit. */
export function createRemoveMedia({ unitOfWork, clock }: Deps) {
  return (ref: ProductRef, mediaId: string, intent: Intent): Promise<Product> =>
    unitOfWork.run(intent, async ({ products, fileRemovals }) => {
      let removed: Media | undefined;
      const product = await products.update(ref, (before) => {
        removed = mediaOf(before, mediaId);
        return removeMedia(before, mediaId, clock.now());
      });
      await fileRemovals.plan([filesOf(removed!)], clock.now());
      return product;
    });
}
