import type { Product } from '../product/product.ts';
import { MediaNotFound, MediaOrderMismatch, TooManyMedia } from './media.errors.ts';
import { MAX_MEDIA, type Media } from './media.ts';

/** Adds a picture behind the others. */
export function addMedia(product: Product, media: Media, now: Date): Product {
  if (product.media.length >= MAX_MEDIA) throw new TooManyMedia();
  return { ...product, media: [...product.media, media], updatedAt: now };
}

export function describeMedia(product: Product, { mediaId, alt }: Pick<Media, 'mediaId' | 'alt'>, now: Date): Product {
  mediaOf(product, mediaId);
  const media = product.media.map((one) => (one.mediaId === mediaId ? { ...one, alt } : one));
  return { ...product, media, updatedAt: now };
}

export function orderMedia(product: Product, mediaIds: readonly string[], now: Date): Product {
  const named = new Set(mediaIds);
  if (named.size !== mediaIds.length || named.size !== product.media.length) throw new MediaOrderMismatch();
  const byId = new Map(product.media.map((one) => [one.mediaId, one]));
  const media = mediaIds.map((mediaId) => {
    const found = byId.get(mediaId);
    if (found === undefined) throw new MediaOrderMismatch();
    return found;
  });
  return { ...product, media, updatedAt: now };
}

export function removeMedia(product: Product, mediaId: string, now: Date): Product {
  mediaOf(product, mediaId);
  return { ...product, media: product.media.filter((one) => one.mediaId !== mediaId), updatedAt: now };
}

export function mediaOf({ media }: Product, mediaId: string): Media {
  const found = media.find((one) => one.mediaId === mediaId);
  if (found === undefined) throw new MediaNotFound(mediaId);
  return found;
}
