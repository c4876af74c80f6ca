import { DomainError } from '@haat/domain';

/** An order line that was delivered: who may review which product. */
export type Purchase = {
  readonly orderLineId: string;
  readonly orderId: string;
  readonly owner: string;
  readonly productId: string;
  readonly storeId: string;
  readonly deliveredAt: Date;
};

export type Review = {
  readonly reviewId: string;
  readonly productId: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly owner: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
  readonly createdAt: Date;
};

type Words = Pick<Review, 'reviewId' | 'rating' | 'title' | 'body'>;

/** Only who received a line may review it; to anybody else the line does not exist. */
export function writeReview(purchase: Purchase | null, owner: string, words: Words, now: Date): Review {
  if (purchase === null || purchase.owner !== owner) throw new LineNotFound();
  const { productId, orderId, orderLineId } = purchase;
  return { ...words, productId, orderId, orderLineId, owner, createdAt: now };
}

export class LineNotFound extends DomainError {
  constructor() {
    super('catalog.line_not_found', 'not_found', 'No such order line was delivered to you.', {
      field: 'orderLineId',
      rule: 'delivered_to_me',
    });
  }
}

export class AlreadyReviewed extends DomainError {
  constructor() {
    super('catalog.already_reviewed', 'conflict', 'This order line has its review.', {
      field: 'orderLineId',
      rule: 'one_review_a_line',
    });
  }
}
