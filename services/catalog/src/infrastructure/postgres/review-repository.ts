import type { OutboxEvent, Transaction } from '@haat/service-kit';
import type { ReviewRepository } from '../../application/ports/reviews.ts';
import type { Purchase, Review } from '../../domain/review/review.ts';
import { heldByDatabase } from './violations.ts';

const PURCHASE = `
  SELECT order_line_id, order_id, owner, product_id, store_id, delivered_at FROM purchase WHERE order_line_id = $1`;

const INSERT = `
  INSERT INTO review (review_id, product_id, order_id, order_line_id, owner, rating, title, body, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const RATE = `
  UPDATE product SET rating_sum = rating_sum + $2, rating_count = rating_count + 1 WHERE product_id = $1`;

type PurchaseRow = {
  order_line_id: string;
  order_id: string;
  owner: string;
  product_id: string;
  store_id: string;
  delivered_at: Date;
};

export function createReviewRepository(
  tx: Transaction,
  announce: (review: Review, storeId: string) => OutboxEvent,
): ReviewRepository {
  return {
    async purchase(orderLineId) {
      const [row] = await tx.query<PurchaseRow>(PURCHASE, [orderLineId]);
      return row === undefined ? null : toPurchase(row);
    },
    async insert(review, storeId) {
      const { reviewId, productId, orderId, orderLineId, owner, rating, title, body, createdAt } = review;
      const row = [reviewId, productId, orderId, orderLineId, owner, rating, title, body, createdAt];
      await heldByDatabase(Promise.all([tx.query(INSERT, row), tx.query(RATE, [productId, rating])]));
      tx.publish([announce(review, storeId)]);
    },
  };
}

const toPurchase = (row: PurchaseRow): Purchase => ({
  orderLineId: row.order_line_id,
  orderId: row.order_id,
  owner: row.owner,
  productId: row.product_id,
  storeId: row.store_id,
  deliveredAt: row.delivered_at,
});
