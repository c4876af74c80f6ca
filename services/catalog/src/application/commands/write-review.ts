import { type Clock, type Ids, type Intent, principalOf } from '@haat/domain';
import { type Review, writeReview } from '../../domain/review/review.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export type WriteReview = {
  readonly orderLineId: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
};

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock; readonly ids: Ids };

/** Reviews what was delivered to the one who writes, once an order line. */
export function createWriteReview({ unitOfWork, clock, ids }: Deps) {
  return ({ orderLineId, ...words }: WriteReview, intent: Intent): Promise<Review> => {
    const reviewId = ids.next();
    return unitOfWork.run(intent, async ({ reviews }) => {
      const purchase = await reviews.purchase(orderLineId);
      const review = writeReview(purchase, principalOf(intent.actor), { reviewId, ...words }, clock.now());
      await reviews.insert(review, purchase!.storeId);
      return review;
    });
  };
}
