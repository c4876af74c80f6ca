import type { Promotion, PromotionStatus } from '../../domain/index.ts';

/** A promotion with the number of orders that used it. */
export type CountedPromotion = Promotion & { readonly uses: number };

/** Promotions within one transaction. */
export interface PromotionRepository {
  /** Waits for others who add to the store; how many of its promotions have not ended. */
  lockAndCountOpen(storeId: string, now: Date): Promise<number>;
  /** @throws CouponCodeTaken */
  add(promotion: Promotion, createdBy: string): Promise<void>;
  /** @throws PromotionNotFound when the store has no such promotion */
  update(
    ref: { readonly storeId: string; readonly promotionId: string },
    decide: (promotion: Promotion) => Promotion,
  ): Promise<CountedPromotion>;
}

export type PromotionPageWish = {
  readonly storeId: string;
  readonly status: PromotionStatus | undefined;
  readonly now: Date;
  readonly limit: number;
  readonly before: string | null;
};

export interface PromotionReader {
  /** Newest first. */
  page(wish: PromotionPageWish): Promise<readonly CountedPromotion[]>;
}

/** Another buyer was faster: a promotion that was counted on has no use left. */
export class PromotionUsedUp extends Error {
  override readonly name = 'PromotionUsedUp';
}
