import type { Purchase, Review } from '../../domain/review/review.ts';

export interface ReviewRepository {
  purchase(orderLineId: string): Promise<Purchase | null>;
  /**
   * Writes a review, adds it to the product's rating and publishes `reviewWritten`, all with one commit.
   * @throws AlreadyReviewed
   */
  insert(review: Review, storeId: string): Promise<void>;
}
