import type { Clock, Ids, Intent } from '@haat/domain';
import { addMedia } from '../../domain/media/change-media.ts';
import { MediaBusy, TooManyMedia } from '../../domain/media/media.errors.ts';
import { MAX_MEDIA, type Media } from '../../domain/media/media.ts';
import { ProductNotFound } from '../../domain/product/product.errors.ts';
import type { Product } from '../../domain/product/product.ts';
import type { CatalogReader } from '../ports/catalog-reader.ts';
import type { FileRemovals, Files } from '../ports/files.ts';
import type { Pictures, SentFile } from '../ports/pictures.ts';
import type { ProductRef } from '../ports/products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { filesOf, nameOf } from './media-files.ts';

/** If the product does not name the files by then, they are taken away. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

export type MediaDeps = {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Pick<CatalogReader, 'product'>;
  readonly pictures: Pictures;
  readonly files: Files;
  readonly fileRemovals: FileRemovals;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** Adds a picture to a product. The files come first, so that a product never names one that is not there. */
export function createAddMedia(deps: MediaDeps) {
  return async (ref: ProductRef, sent: SentFile & { readonly alt: string }, intent: Intent): Promise<Product> => {
    const earlier = await deps.unitOfWork.replayOf<Product>(intent);
    if (earlier !== null) return earlier.result;
    await checkRoom(deps, ref);
    const { width, height, placeholder, renditions } = await deps.pictures.prepare(sent);
    const widths = renditions.map((rendition) => rendition.width);
    const media: Media = { mediaId: deps.ids.next(), alt: sent.alt, width, height, placeholder, widths };
    const group = filesOf(media);
    await deps.fileRemovals.plan([group], new Date(deps.clock.now().getTime() + ABANDONED_AFTER_MS));
    await deps.files.put(
      group.folder,
      renditions.map((rendition) => ({ name: nameOf(rendition.width), content: rendition.content })),
    );
    return deps.unitOfWork.run(intent, async ({ products, fileRemovals }) => {
      if (!(await fileRemovals.withdraw(group.folder))) throw new MediaBusy();
      return products.update(ref, (product) => addMedia(product, media, deps.clock.now()));
    });
  };
}

/** Looks before the work is done; the aggregate decides again. */
async function checkRoom({ reader }: MediaDeps, { storeId, productId }: ProductRef): Promise<void> {
  const found = await reader.product(productId);
  if (found === null || found.product.storeId !== storeId) throw new ProductNotFound(productId);
  if (found.product.media.length >= MAX_MEDIA) throw new TooManyMedia();
}
