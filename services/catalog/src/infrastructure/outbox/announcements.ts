import type { Money } from '@haat/domain';
import { integrationEvent, type OutboxEvent } from '@haat/service-kit';
import type { Product } from '../../domain/product/product.ts';
import type { Review } from '../../domain/review/review.ts';

/** What other contexts are told of a changed product. */
export function announceProduct({ productId, storeId, title, status, variants, deletedAt }: Product): OutboxEvent {
  return integrationEvent('productChanged', {
    key: productId,
    data: {
      productId,
      storeId,
      title,
      status: deletedAt === null ? status : 'deleted',
      variants: variants.map(({ variantId, sku, price }) => ({ variantId, sku, price: toWire(price) })),
    },
  });
}

export function announceReview({ reviewId, productId, orderId, rating }: Review, storeId: string): OutboxEvent {
  return integrationEvent('reviewWritten', { key: productId, data: { reviewId, productId, storeId, orderId, rating } });
}

const toWire = ({ amountMinor, currency }: Money) => ({ amountMinor: amountMinor.toString(), currency });
