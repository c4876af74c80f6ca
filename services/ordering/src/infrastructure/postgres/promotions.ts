import type { Sql, Transaction } from '@haat/service-kit';
import type { CountedPromotion, PromotionReader, PromotionRepository } from '../../application/ports/promotions.ts';
import { CouponCodeTaken, type Promotion, PromotionNotFound, toStoredJson } from '../../domain/index.ts';
import { PROMOTION_COLUMNS, type PromotionRow, toPromotion } from './pricing-rows.ts';

/** Held until the transaction ends, so that two who add to one store do not both find room for one. */
const LOCK_STORE = `SELECT pg_advisory_xact_lock(hashtextextended('promotions of ' || $1::text, 0))`;
const COUNT_OPEN = `SELECT count(*)::int AS open FROM promotion WHERE store_id = $1 AND (ends_at IS NULL OR ends_at > $2)`;

const ADD = `INSERT INTO promotion (promotion_id, store_id, name, code, currency, benefit, conditions, starts_at, ends_at,
    total_limit, per_buyer_limit, created_at, created_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT ON CONSTRAINT promotion_code_unique DO NOTHING RETURNING promotion_id`;

const COUNTED = `${PROMOTION_COLUMNS},
  (SELECT count(*)::int FROM redemption r WHERE r.promotion_id = p.promotion_id) AS uses`;
const LOCK = `SELECT ${COUNTED} FROM promotion p WHERE p.promotion_id = $1 AND p.store_id = $2 FOR NO KEY UPDATE OF p`;
const UPDATE = `UPDATE promotion SET name = $2, starts_at = $3, ends_at = $4, total_limit = $5, per_buyer_limit = $6
  WHERE promotion_id = $1`;
const PAGE = `SELECT ${COUNTED} FROM promotion p
  WHERE p.store_id = $1 AND ($2::uuid IS NULL OR p.promotion_id < $2) AND ($3::text IS NULL OR $3 =
    CASE WHEN p.ends_at <= $4 THEN 'ended' WHEN p.starts_at > $4 THEN 'scheduled' ELSE 'running' END)
  ORDER BY p.promotion_id DESC LIMIT $5`;

type CountedRow = PromotionRow & { readonly uses: number };
const toCounted = (row: CountedRow): CountedPromotion => ({ ...toPromotion(row), uses: row.uses });

/** See {@link PromotionRepository}. */
export const createPromotions = (tx: Transaction): PromotionRepository => ({
  async lockAndCountOpen(storeId, now) {
    // Two statements: the count must see what was committed while the lock was waited for.
    const [, rows] = await Promise.all([
      tx.query(LOCK_STORE, [storeId]),
      tx.query<{ open: number }>(COUNT_OPEN, [storeId, now]),
    ]);
    return rows[0]!.open;
  },
  async add(promotion, createdBy) {
    const added = await tx.query(ADD, [...columnsOf(promotion), createdBy]);
    if (added.length === 0) throw new CouponCodeTaken();
  },
  async update({ storeId, promotionId }, decide) {
    const [row] = await tx.query<CountedRow>(LOCK, [promotionId, storeId]);
    if (row === undefined) throw new PromotionNotFound();
    const before = toCounted(row);
    const next = decide(before);
    const { name, startsAt, endsAt, totalLimit, perBuyerLimit } = next;
    if (next !== before) await tx.query(UPDATE, [promotionId, name, startsAt, endsAt, totalLimit, perBuyerLimit]);
    return { ...next, uses: before.uses };
  },
});

/** See {@link PromotionReader}. */
export const createPromotionReader = (sql: Sql): PromotionReader => ({
  async page({ storeId, status, now, limit, before }) {
    return (await sql.query<CountedRow>(PAGE, [storeId, before, status ?? null, now, limit])).map(toCounted);
  },
});

const columnsOf = (promotion: Promotion): unknown[] => [
  ...[promotion.promotionId, promotion.storeId, promotion.name, promotion.code, promotion.currency],
  ...[toStoredJson(promotion.benefit), toStoredJson(promotion.conditions), promotion.startsAt, promotion.endsAt],
  ...[promotion.totalLimit, promotion.perBuyerLimit, promotion.createdAt],
];
