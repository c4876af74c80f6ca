import type { EventBus } from '@haat/service-kit';
import type { ResponseCache } from './response-cache.ts';

/**
 * Forgets answers the moment what they show has changed. A new product has no answer yet that shows it, so it also takes
 * away every list it could stand in.
 */
export function forgetWhenThingsChange(
  bus: Pick<EventBus, 'tap'>,
  cache: Pick<ResponseCache, 'invalidate'>,
): () => void {
  const stops = [
    bus.tap({
      on: ['productChanged'],
      see: ({ data: { productId, storeId } }) =>
        cache.invalidate([`product:${productId}`, 'products', `products-of-store:${storeId}`]),
    }),
    bus.tap({
      on: ['storeChanged'],
      see: ({ data: { storeId } }) =>
        cache.invalidate([
          `store:${storeId}`,
          'products',
          `products-of-store:${storeId}`,
          `market-of-store:${storeId}`,
        ]),
    }),
    bus.tap({
      on: ['stockStatusChanged'],
      see: ({ data: { variantId, storeId } }) =>
        cache.invalidate([`variant:${variantId}`, `stock-of-store:${storeId}`, 'products-in-stock']),
    }),
    bus.tap({
      on: ['stockLevelChanged'],
      see: ({ data: { variantId } }) => cache.invalidate([`variant:${variantId}`]),
    }),
    bus.tap({
      on: ['checkoutPlaced'],
      see: ({ data: { orders } }) =>
        cache.invalidate(orders.flatMap(({ lines }) => lines.map(({ variantId }) => `variant:${variantId}`))),
    }),
    bus.tap({
      on: ['reviewWritten'],
      see: ({ data: { productId } }) =>
        cache.invalidate([`reviews:${productId}`, `product:${productId}`, 'products-by-rating']),
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
