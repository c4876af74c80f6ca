import { type Money, multiply, sum, zero } from '@haat/domain';
import {
  type Cart,
  type CartLine,
  type CartStatus,
  type CouponState,
  currencyOf,
  type Explanation,
  isExpired,
  priceItems,
  type PricedStoreItems,
  type PricingSettings,
  rateBetween,
  SELLERS_PRICE,
  statesOf,
  unitPriceIn,
  type Variant,
  type Variants,
  withCouponsOf,
} from '../domain/index.ts';

export type CartLineView = Omit<CartLine, 'unitPrice'> & {
  readonly options: Readonly<Record<string, string>>;
  readonly unitPrice: Money;
  readonly previousUnitPrice: Money | null;
  readonly discount: Money;
  readonly explanations: readonly Explanation[];
  readonly sellable: boolean;
};

export type CartView = {
  readonly cartId: string;
  readonly currency: string | null;
  readonly status: CartStatus;
  readonly lines: readonly CartLineView[];
  /** After discounts. */
  readonly itemsTotal: Money | null;
  readonly discount: Money | null;
  readonly coupons: readonly CouponState[];
  readonly expiresAt: Date;
};

type Scene = { readonly variants: Variants; readonly settings: PricingSettings; readonly now: Date };

/**
 * A cart at today's prices, with what promotions take off. What left the market stays visible under its old name, so that
 * the buyer can take it out.
 */
export function viewCart(cart: Cart, scene: Scene): CartView {
  const priced = pricedByStore(cart, scene);
  const discounted = new Map(priced.flatMap(({ lines }) => lines.map((line) => [line.variant.variantId, line])));
  const lines = cart.lines.map((line): CartLineView => {
    const { unitPrice, previousUnitPrice, ...now } = asOfNow(cart, line, scene);
    const found = discounted.get(line.variantId);
    const gross = multiply(unitPrice, line.quantity);
    return {
      ...line,
      ...now,
      unitPrice,
      previousUnitPrice,
      discount: found?.discount ?? zero(unitPrice.currency),
      explanations: found?.explanations ?? [
        { kind: 'price', part: 'items', rule: SELLERS_PRICE, amount: gross, appliesTo: 'line' },
      ],
    };
  });
  return {
    cartId: cart.cartId,
    currency: currencyOf(cart),
    status: isExpired(cart, scene.now) ? 'expired' : cart.status,
    lines,
    ...totalsOf(lines),
    coupons: statesOf(
      cart.coupons,
      priced.flatMap(({ coupons }) => coupons),
    ),
    expiresAt: cart.expiresAt,
  };
}

function asOfNow(cart: Cart, { variantId, title, unitPrice: seen }: CartLine, { variants, settings }: Scene) {
  const variant = variants.get(variantId);
  if (variant === undefined)
    return { title, options: {}, unitPrice: seen, previousUnitPrice: null, sellable: false as boolean };
  const unitPrice = priceNow(cart, variant, settings) ?? seen;
  const hasChanged = unitPrice.amountMinor !== seen.amountMinor || unitPrice.currency !== seen.currency;
  const { options, sellable } = variant;
  return { title: variant.title, options, unitPrice, previousUnitPrice: hasChanged ? seen : null, sellable };
}

/** Null when the cart's currency has neither a price nor a rate any more. */
function priceNow(cart: Cart, variant: Variant, { rates }: PricingSettings): Money | null {
  if (cart.currency === null) return variant.price;
  const hasOwn = [variant.price, ...variant.prices].some(({ currency }) => currency === cart.currency);
  if (!hasOwn && rateBetween(rates, variant.price.currency, cart.currency) === null) return null;
  return unitPriceIn(variant, cart.currency, rates);
}

/** The goods of each store that can be bought now; a cart without one currency has no discounts. */
function pricedByStore(cart: Cart, { variants, settings, now }: Scene): PricedStoreItems[] {
  const currency = currencyOf(cart);
  if (currency === null) return [];
  const wanted = cart.lines.flatMap(({ variantId, quantity }) => {
    const variant = variants.get(variantId);
    const price = variant?.sellable === true ? priceNow(cart, variant, settings) : null;
    return price?.currency === currency ? [{ variant: variant!, quantity }] : [];
  });
  const stores = Map.groupBy(wanted, ({ variant }) => variant.storeId);
  const counting = withCouponsOf(settings, cart.coupons);
  return [...stores.values()].map((lines) => priceItems(lines, counting, { currency, now }));
}

/** Null when the lines have no common currency any more; a checkout of such a cart is refused with a reason. */
function totalsOf(lines: readonly CartLineView[]): Pick<CartView, 'itemsTotal' | 'discount'> {
  const [first] = lines;
  if (first === undefined) return { itemsTotal: null, discount: null };
  const { currency } = first.unitPrice;
  if (lines.some((line) => line.unitPrice.currency !== currency)) return { itemsTotal: null, discount: null };
  const gross = sum(
    lines.map((line) => multiply(line.unitPrice, line.quantity)),
    currency,
  );
  const discount = sum(
    lines.map((line) => line.discount),
    currency,
  );
  return { itemsTotal: { amountMinor: gross.amountMinor - discount.amountMinor, currency }, discount };
}
