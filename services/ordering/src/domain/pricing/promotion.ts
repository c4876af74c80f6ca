import { LimitCannotBeAdded, PeriodInvalid } from './pricing.errors.ts';

/** Promotions of a store that have not ended. */
export const MAX_PROMOTIONS_PER_STORE = 100;

export type Benefit =
  | { readonly kind: 'percentage'; readonly rateBasisPoints: number }
  | { readonly kind: 'amount'; readonly amountMinor: bigint }
  | { readonly kind: 'free_shipping' }
  | { readonly kind: 'buy_x_get_y'; readonly buyQuantity: number; readonly getQuantity: number };

/** All that are given must be met; what is named in any of the lists counts, and empty lists name everything. */
export type Conditions = {
  readonly minItemsMinor: bigint;
  readonly productIds: readonly string[];
  readonly variantIds: readonly string[];
  readonly categoryIds: readonly string[];
  readonly firstOrderOnly: boolean;
};

/** What a store takes off its own prices, by itself or for a coupon; the store bears it. */
export type Promotion = {
  readonly promotionId: string;
  readonly storeId: string;
  readonly name: string;
  /** In capitals; null for an automatic promotion. */
  readonly code: string | null;
  /** Of the amounts within. */
  readonly currency: string;
  readonly benefit: Benefit;
  readonly conditions: Conditions;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly totalLimit: number | null;
  readonly perBuyerLimit: number | null;
  readonly createdAt: Date;
};

/** A promotion as it stands for one buyer now. */
export type OfferedPromotion = Promotion & {
  /** Counted where there is a limit. */
  readonly uses: number;
  readonly usesByBuyer: number;
  readonly isFirstOrder: boolean;
};

export type PromotionStatus = 'scheduled' | 'running' | 'ended';

export function promotionStatus({ startsAt, endsAt }: Pick<Promotion, 'startsAt' | 'endsAt'>, now: Date) {
  if (endsAt !== null && now >= endsAt) return 'ended' as const;
  return now < startsAt ? ('scheduled' as const) : ('running' as const);
}

export function assertPeriod({ startsAt, endsAt }: Pick<Promotion, 'startsAt' | 'endsAt'>): void {
  if (endsAt !== null && endsAt <= startsAt) throw new PeriodInvalid();
}

export type PromotionChange = Partial<Pick<Promotion, 'name' | 'startsAt' | 'endsAt' | 'totalLimit' | 'perBuyerLimit'>>;

/** What a promotion takes off never changes: orders refer to it by name. */
export function changePromotion(promotion: Promotion, change: PromotionChange): Promotion {
  const next = { ...promotion, ...change };
  assertPeriod(next);
  for (const limit of ['totalLimit', 'perBuyerLimit'] as const)
    if ((promotion[limit] === null) !== (next[limit] === null)) throw new LimitCannotBeAdded(limit);
  return next;
}

/** Ends it now; one that has not begun ends with its beginning. */
export function endPromotion(promotion: Promotion, now: Date): Promotion {
  if (promotion.endsAt !== null && promotion.endsAt <= now) return promotion;
  const startsAt = promotion.startsAt < now ? promotion.startsAt : new Date(now.getTime() - 1);
  return { ...promotion, startsAt, endsAt: now };
}
