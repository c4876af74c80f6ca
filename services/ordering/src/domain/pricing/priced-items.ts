import { convert, money, type Money, multiply, subtract, zero } from '@haat/domain';
import type { Variant } from '../cart/cart.ts';
import { type Explanation, SELLERS_PRICE } from './explanation.ts';
import { type ExchangeTable, rateBetween, ruleOfRate } from './exchange-table.ts';
import { NoExchangeRate } from './pricing.errors.ts';
import type { OfferedPromotion } from './promotion.ts';
import { amountsOf, type Circumstances, type DiscountableLine, type NotApplied } from './promotion-amounts.ts';
import type { EnteredCoupon, PricingSettings } from './settings.ts';

export type WantedItems = { readonly variant: Variant; readonly quantity: number };

/** Items of one line with what promotions take off them. */
export type PricedItems = WantedItems & {
  readonly unitPrice: Money;
  readonly itemsTotal: Money;
  readonly discount: Money;
  readonly explanations: readonly Explanation[];
};

/** What has become of a coupon on the cart. */
export type CouponState = EnteredCoupon & { readonly name: string; readonly reason: NotApplied | null };

export type PricedStoreItems = {
  /** In the order of the lines that were given. */
  readonly lines: readonly PricedItems[];
  readonly coupons: readonly CouponState[];
  /** Promotions that make shipping free, the first that counts first. */
  readonly freeShipping: readonly OfferedPromotion[];
};

/**
 * Prices the items of one store: the seller's price, in the currency of the checkout or converted into it; less, on each
 * line, the automatic promotion that takes off most; less one coupon. Lines are worked on in the order of their ids, so
 * that the order in which a buyer filled the cart never moves a cent.
 */
export function priceItems(
  wanted: readonly WantedItems[],
  settings: Pick<PricingSettings, 'promotions' | 'rates'>,
  { currency, now }: Omit<Circumstances, 'rates'>,
): PricedStoreItems {
  const circumstances = { currency, now, rates: settings.rates };
  const sorted = [...wanted].sort((a, b) => (a.variant.variantId < b.variant.variantId ? -1 : 1));
  const storeId = wanted[0]?.variant.storeId;
  const own = settings.promotions.filter((promotion) => promotion.storeId === storeId);
  let lines = sorted.map((line) => undiscounted(line, settings.rates, currency));
  const automatic = own.filter(({ code }) => code === null).sort(byAge);
  lines = withBestOf(automatic, lines, circumstances);
  const coupons: CouponState[] = [];
  const freeShipping = automatic.filter(
    (promotion) => promotion.benefit.kind === 'free_shipping' && amountsOf(promotion, lines, circumstances).applies,
  );
  for (const promotion of own.filter(({ code }) => code !== null)) {
    const { promotionId, name, code } = promotion;
    const taken = amountsOf(promotion, lines, circumstances);
    coupons.push({ storeId: storeId!, promotionId, name, code: code!, reason: taken.applies ? null : taken.reason });
    if (!taken.applies) continue;
    if (promotion.benefit.kind === 'free_shipping') freeShipping.push(promotion);
    lines = lines.map((line, index) => less(line, promotion, taken.amounts[index]!));
  }
  const priced = new Map(lines.map((line) => [line.variant.variantId, finished(line)]));
  return { lines: wanted.map(({ variant }) => priced.get(variant.variantId)!), coupons, freeShipping };
}

/**
 * What one unit costs in a currency: the seller's own price in it, else the seller's price at the rate in force. However
 * coarse the currency, what has a price does not come for nothing.
 */
export function unitPriceIn(variant: Variant, currency: string, rates: ExchangeTable, field = 'cartId'): Money {
  const own = ownPriceIn(variant, currency);
  if (own !== undefined) return own;
  const rate = rateBetween(rates, variant.price.currency, currency);
  if (rate === null) throw new NoExchangeRate(field, variant.price.currency, currency);
  const converted = convert(variant.price, rate);
  return converted.amountMinor === 0n ? money(1n, currency) : converted;
}

const ownPriceIn = ({ price, prices }: Variant, currency: string): Money | undefined =>
  [price, ...prices].find((each) => each.currency === currency);

type Working = DiscountableLine & { readonly explanations: readonly Explanation[] };

function undiscounted({ variant, quantity }: WantedItems, rates: ExchangeTable, currency: string): Working {
  const unitPrice = unitPriceIn(variant, currency, rates);
  const gross = multiply(unitPrice, quantity);
  const about = { part: 'items', amount: gross, appliesTo: 'line' } as const;
  const explanation: Explanation =
    ownPriceIn(variant, currency) !== undefined
      ? { kind: 'price', rule: SELLERS_PRICE, ...about }
      : {
          kind: 'conversion',
          rule: ruleOfRate(rateBetween(rates, variant.price.currency, currency)!),
          ...about,
          from: multiply(variant.price, quantity),
        };
  return { variant, quantity, unitPrice, gross, left: gross, explanations: [explanation] };
}

/** Each line gets the one promotion that takes off most of it; of equal ones the older. */
function withBestOf(
  promotions: readonly OfferedPromotion[],
  lines: readonly Working[],
  circumstances: Circumstances,
): Working[] {
  const offers = promotions.flatMap((promotion) => {
    const taken = amountsOf(promotion, lines, circumstances);
    return taken.applies ? [{ promotion, amounts: taken.amounts }] : [];
  });
  return lines.map((line, index) => {
    const best = offers.reduce<(typeof offers)[number] | null>(
      (leader, offer) => (leader === null || offer.amounts[index]! > leader.amounts[index]! ? offer : leader),
      null,
    );
    return best === null ? line : less(line, best.promotion, best.amounts[index]!);
  });
}

function less(line: Working, { promotionId, name, benefit }: OfferedPromotion, amountMinor: bigint): Working {
  if (amountMinor === 0n) return line;
  const explanation: Explanation = {
    kind: 'discount',
    part: 'items',
    rule: { id: promotionId, name },
    amount: money(-amountMinor, line.left.currency),
    appliesTo: benefit.kind === 'percentage' ? 'line' : 'store',
  };
  const left = money(line.left.amountMinor - amountMinor, line.left.currency);
  return { ...line, left, explanations: [...line.explanations, explanation] };
}

const finished = ({ variant, quantity, unitPrice, gross, left, explanations }: Working): PricedItems => ({
  ...{ variant, quantity, unitPrice, explanations },
  itemsTotal: left,
  discount: left === gross ? zero(gross.currency) : subtract(gross, left),
});

const byAge = (one: OfferedPromotion, other: OfferedPromotion): number =>
  one.promotionId < other.promotionId ? -1 : 1;
