import type { Sql } from '@haat/service-kit';
import { PromotionUsedUp } from '../../application/ports/promotions.ts';
import { buyerKey } from './buyer-key.ts';

/**
 * Takes a use of each promotion for each order that it was used for. Where uses are limited the row itself is the guard:
 * of all who count on the last use, the database lets one through. Rows are locked in one order, whoever asks.
 */
const REDEEM = `
  WITH wanted AS (
    SELECT p.promotion_id, p.total_limit, p.per_buyer_limit, count(*)::int AS uses
    FROM unnest($2::uuid[]) AS w (promotion_id) JOIN promotion p USING (promotion_id)
    GROUP BY p.promotion_id
  ), held AS (
    SELECT promotion_id FROM promotion
    WHERE promotion_id IN (SELECT promotion_id FROM wanted WHERE total_limit IS NOT NULL)
    ORDER BY promotion_id FOR NO KEY UPDATE
  ), counted AS (
    UPDATE promotion p SET used = p.used + w.uses FROM held JOIN wanted w USING (promotion_id)
    WHERE p.promotion_id = held.promotion_id AND p.used + w.uses <= p.total_limit
    RETURNING p.promotion_id
  ), counted_for_buyer AS (
    INSERT INTO promotion_use AS u (promotion_id, buyer, used)
    SELECT promotion_id, ${buyerKey('$3::text', '$4::text')}, uses FROM wanted
    WHERE per_buyer_limit IS NOT NULL AND uses <= per_buyer_limit ORDER BY promotion_id
    ON CONFLICT (promotion_id, buyer) DO UPDATE SET used = u.used + excluded.used
    WHERE u.used + excluded.used <= (SELECT per_buyer_limit FROM promotion p WHERE p.promotion_id = u.promotion_id)
    RETURNING promotion_id
  ), noted AS (
    INSERT INTO redemption (order_id, promotion_id, buyer)
    SELECT order_id, promotion_id, ${buyerKey('$3::text', '$4::text')}
    FROM unnest($1::uuid[], $2::uuid[]) AS r (order_id, promotion_id)
  )
  SELECT promotion_id FROM wanted
  WHERE (total_limit IS NOT NULL AND promotion_id NOT IN (SELECT promotion_id FROM counted))
    OR (per_buyer_limit IS NOT NULL AND promotion_id NOT IN (SELECT promotion_id FROM counted_for_buyer))`;

/** Gives the uses of cancelled orders back. */
const GIVE_BACK = `
  WITH gone AS (
    DELETE FROM redemption WHERE order_id = ANY ($1::uuid[]) RETURNING promotion_id, buyer
  ), held AS (
    SELECT promotion_id FROM promotion
    WHERE promotion_id IN (SELECT promotion_id FROM gone) AND total_limit IS NOT NULL
    ORDER BY promotion_id FOR NO KEY UPDATE
  ), counted AS (
    UPDATE promotion p SET used = p.used - g.uses
    FROM held JOIN (SELECT promotion_id, count(*)::int AS uses FROM gone GROUP BY promotion_id) g USING (promotion_id)
    WHERE p.promotion_id = held.promotion_id
  )
  UPDATE promotion_use u SET used = u.used - g.uses
  FROM (SELECT promotion_id, buyer, count(*)::int AS uses FROM gone GROUP BY promotion_id, buyer) g
  WHERE u.promotion_id = g.promotion_id AND u.buyer = g.buyer`;

export type Redemption = { readonly orderId: string; readonly promotionId: string };

/** @throws PromotionUsedUp */
export async function redeem(
  sql: Sql,
  redemptions: readonly Redemption[],
  buyer: { readonly owner: string; readonly email: string },
): Promise<void> {
  const orderIds = redemptions.map(({ orderId }) => orderId);
  const promotionIds = redemptions.map(({ promotionId }) => promotionId);
  const refused = await sql.query(REDEEM, [orderIds, promotionIds, buyer.owner, buyer.email]);
  if (refused.length > 0) throw new PromotionUsedUp();
}

export const giveBack = (sql: Sql, orderIds: readonly string[]): Promise<unknown> => sql.query(GIVE_BACK, [orderIds]);
