import { PERSONAL_DATA_PAGE } from '@haat/contracts';
import { createPersonalData, type PersonalDataSource, type Sql, type Transaction } from '@haat/service-kit';

const PERSONAL_DATA: readonly PersonalDataSource[] = [
  {
    kind: 'review',
    statement: `SELECT review_id::text AS position, jsonb_build_object('reviewId', review_id, 'productId', product_id,
        'rating', rating, 'title', title, 'body', body, 'createdAt', created_at) AS data
      FROM review WHERE owner = $1 AND ($2::text IS NULL OR review_id > $2::uuid) ORDER BY review_id LIMIT $3`,
  },
  {
    kind: 'purchase',
    statement: `SELECT order_line_id::text AS position, jsonb_build_object('orderId', order_id, 'productId', product_id,
        'deliveredAt', delivered_at) AS data
      FROM purchase WHERE owner = $1 AND ($2::text IS NULL OR order_line_id > $2::uuid) ORDER BY order_line_id LIMIT $3`,
  },
  {
    kind: 'wish',
    statement: `SELECT item_id::text AS position, jsonb_build_object('productId', product_id, 'title', title,
        'addedAt', added_at) AS data
      FROM wishlist_item WHERE user_id = substr($1, 6) AND ($2::text IS NULL OR item_id > $2::uuid)
      ORDER BY item_id LIMIT $3`,
  },
];

/** Answers what catalog keeps of a person. */
export const createPersonalDataReader = (sql: Sql) => createPersonalData(sql, PERSONAL_DATA, PERSONAL_DATA_PAGE);

/**
 * Takes away the wishes of somebody who is gone. Reviews stay: they are what shops are judged by, show no author's name,
 * and their owner is an id that leads to nobody any more.
 */
export const forgetWishes = async (tx: Transaction, userId: string): Promise<void> =>
  void (await tx.query('DELETE FROM wishlist_item WHERE user_id = $1', [userId]));
