import type { CouponState } from './priced-items.ts';
import type { NotApplied } from './promotion-amounts.ts';
import type { EnteredCoupon, PricingSettings } from './settings.ts';

/** Why a coupon takes nothing off; a code that no store of the cart knows is one of the reasons. */
export type CouponReason = NotApplied | 'unknown_code';

const BECAUSE: Readonly<Record<CouponReason, string>> = {
  unknown_code: 'No store in your cart knows this code.',
  not_started: 'This coupon is not valid yet.',
  ended: 'This coupon is no longer valid.',
  used_up: 'This coupon has been used as often as it can be.',
  used_by_you: 'You have used this coupon as often as you can.',
  first_order_only: 'This coupon is for the first order of a member.',
  no_matching_items: 'This coupon is for other goods.',
  minimum_not_reached: 'Your cart does not hold enough for this coupon.',
  nothing_to_discount: 'There is nothing left that this coupon could take off.',
  other_currency: 'This coupon cannot be used in the currency of your cart.',
};

export const couponInWords = (reason: CouponReason): string => BECAUSE[reason];

/** Settings may have been read for a code that is only tried, or a coupon that has made room: they do not count. */
export const withCouponsOf = <Settings extends Pick<PricingSettings, 'promotions'>>(
  settings: Settings,
  coupons: readonly EnteredCoupon[],
): Settings => {
  const entered = new Set(coupons.map(({ promotionId }) => promotionId));
  const promotions = settings.promotions.filter(({ code, promotionId }) => code === null || entered.has(promotionId));
  return { ...settings, promotions };
};

/** A state for each coupon on the cart, those too whose store has no goods in it any more. */
export const statesOf = (coupons: readonly EnteredCoupon[], priced: readonly CouponState[]): CouponState[] =>
  coupons.map(
    (coupon) =>
      priced.find(({ promotionId }) => promotionId === coupon.promotionId) ?? {
        ...coupon,
        name: coupon.code,
        reason: 'no_matching_items',
      },
  );
