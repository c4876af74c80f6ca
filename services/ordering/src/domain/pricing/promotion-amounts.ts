import { allocate, money, type Money, shareAtRate, sum } from '@haat/domain';
import type { Variant } from '../cart/cart.ts';
import type { ExchangeTable } from './exchange-table.ts';
import { exchanged } from './exchange-table.ts';
import { type OfferedPromotion, promotionStatus } from './promotion.ts';

/** Why a promotion takes nothing off. */
export type NotApplied =
  | 'not_started'
  | 'ended'
  | 'used_up'
  | 'used_by_you'
  | 'first_order_only'
  | 'no_matching_items'
  | 'minimum_not_reached'
  | 'nothing_to_discount'
  | 'other_currency';

/** A line whose items are being priced; `left` is what they cost after the discounts so far. */
export type DiscountableLine = {
  readonly variant: Variant;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly gross: Money;
  readonly left: Money;
};

export type Circumstances = { readonly currency: string; readonly rates: ExchangeTable; readonly now: Date };

/** What a promotion takes off each of the lines, in their order; or why it does not. Never more than is left of a line. */
export type PromotionAmounts =
  | { readonly applies: true; readonly amounts: readonly bigint[] }
  | { readonly applies: false; readonly reason: NotApplied };

export function amountsOf(
  promotion: OfferedPromotion,
  lines: readonly DiscountableLine[],
  circumstances: Circumstances,
): PromotionAmounts {
  const isMeant = lines.map(({ variant }) => isFor(promotion, variant));
  const meant = lines.filter((_line, index) => isMeant[index]);
  const reason = obstacle(promotion, meant, circumstances);
  if (reason !== null) return { applies: false, reason };
  const taken = taking(promotion, meant, circumstances);
  if (taken === null) return { applies: false, reason: 'other_currency' };
  if (promotion.benefit.kind !== 'free_shipping' && taken.every((amount) => amount === 0n))
    return { applies: false, reason: 'nothing_to_discount' };
  let next = 0;
  return { applies: true, amounts: isMeant.map((is) => (is ? taken[next++]! : 0n)) };
}

function isFor({ conditions }: OfferedPromotion, { productId, variantId, categoryIds }: Variant): boolean {
  const lists = [conditions.productIds, conditions.variantIds, conditions.categoryIds];
  if (lists.every((list) => list.length === 0)) return true;
  return (
    conditions.productIds.includes(productId) ||
    conditions.variantIds.includes(variantId) ||
    categoryIds.some((categoryId) => conditions.categoryIds.includes(categoryId))
  );
}

function obstacle(
  promotion: OfferedPromotion,
  meant: readonly DiscountableLine[],
  { currency, rates, now }: Circumstances,
): NotApplied | null {
  const { conditions, totalLimit, perBuyerLimit, uses, usesByBuyer, isFirstOrder } = promotion;
  const status = promotionStatus(promotion, now);
  if (status !== 'running') return status === 'scheduled' ? 'not_started' : 'ended';
  if (totalLimit !== null && uses >= totalLimit) return 'used_up';
  if (perBuyerLimit !== null && usesByBuyer >= perBuyerLimit) return 'used_by_you';
  if (conditions.firstOrderOnly && !isFirstOrder) return 'first_order_only';
  if (meant.length === 0) return 'no_matching_items';
  const minimum = exchanged(rates, money(conditions.minItemsMinor, promotion.currency), currency);
  if (minimum === null) return 'other_currency';
  const gross = sum(
    meant.map((line) => line.gross),
    currency,
  );
  return gross.amountMinor < minimum.amountMinor ? 'minimum_not_reached' : null;
}

function taking(
  { benefit, currency: own }: OfferedPromotion,
  meant: readonly DiscountableLine[],
  { currency, rates }: Circumstances,
): bigint[] | null {
  switch (benefit.kind) {
    case 'percentage':
      return meant.map(({ left }) => shareAtRate(left, benefit.rateBasisPoints).amountMinor);
    case 'amount': {
      const off = exchanged(rates, money(benefit.amountMinor, own), currency);
      return off && spread(off, meant);
    }
    case 'buy_x_get_y':
      return cheapestUnits(meant, benefit);
    case 'free_shipping':
      return meant.map(() => 0n);
  }
}

/** One amount over lines by what they cost, to the last minor unit. */
function spread(off: Money, lines: readonly DiscountableLine[]): bigint[] {
  const weights = lines.map(({ left }) => left.amountMinor);
  const whole = weights.reduce((left, right) => left + right, 0n);
  if (whole === 0n) return lines.map(() => 0n);
  const capped = money(off.amountMinor < whole ? off.amountMinor : whole, off.currency);
  return allocate(capped, weights).map(({ amountMinor }) => amountMinor);
}

/** Of each `buy + get` units, whatever lines they are of, the cheapest are free. */
function cheapestUnits(
  lines: readonly DiscountableLine[],
  { buyQuantity, getQuantity }: { readonly buyQuantity: number; readonly getQuantity: number },
): bigint[] {
  const units = lines.reduce((total, { quantity }) => total + quantity, 0);
  let free = Math.floor(units / (buyQuantity + getQuantity)) * getQuantity;
  const amounts = lines.map(() => 0n);
  const cheapestFirst = lines.map((line, index) => ({ line, index })).sort((a, b) => compare(a.line, b.line));
  for (const { line, index } of cheapestFirst) {
    const ofLine = Math.min(free, line.quantity);
    amounts[index] = (line.left.amountMinor * BigInt(ofLine)) / BigInt(line.quantity);
    free -= ofLine;
  }
  return amounts;
}

const compare = (one: DiscountableLine, other: DiscountableLine): number =>
  one.unitPrice.amountMinor === other.unitPrice.amountMinor
    ? 0
    : one.unitPrice.amountMinor < other.unitPrice.amountMinor
      ? -1
      : 1;
