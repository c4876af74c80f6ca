import { type Money, multiply, sum } from '@haat/domain';
import type { ExchangeTable } from '../pricing/exchange-table.ts';
import { unitPriceIn } from '../pricing/priced-items.ts';
import type { EnteredCoupon } from '../pricing/settings.ts';
import {
  AmountTooLarge,
  CartClosed,
  CartCurrencyMismatch,
  CartExpired,
  TooManyCartLines,
  TooManyUnits,
  VariantNotFound,
  VariantNotSellable,
} from './cart.errors.ts';

export const CART_LIMITS = {
  lines: 100,
  unitsPerLine: 10_000,
  /** Largest amount of a checkout in minor units. */
  totalMinor: 1_000_000_000_000n,
} as const;

const DAY_MS = 86_400_000;

/** How long a cart lives without being changed. */
export type CartLifetimePolicy = { readonly lifetimeMs: number };
export const thirtyDays: CartLifetimePolicy = { lifetimeMs: 30 * DAY_MS };

export type CartStatus = 'open' | 'checked_out' | 'merged' | 'expired';

export type CartLine = {
  readonly variantId: string;
  readonly productId: string;
  readonly storeId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  /** The price the buyer saw when the line was last set; compared with the current one for the warning. */
  readonly unitPrice: Money;
};

export type Cart = {
  readonly cartId: string;
  /** Allocated with the cart, because one cart becomes one checkout: that makes placing it idempotent by nature. */
  readonly checkoutId: string;
  readonly owner: string;
  readonly status: Exclude<CartStatus, 'expired'>;
  /** What the buyer pays in, if it was chosen; else the first line decides, and all must be of its currency. */
  readonly currency: string | null;
  readonly lines: readonly CartLine[];
  /** At most one a store. */
  readonly coupons: readonly EnteredCoupon[];
  readonly version: number;
  readonly changedAt: Date;
  readonly expiresAt: Date;
};

/** What the catalogue says of a variant now. */
export type Variant = {
  readonly variantId: string;
  readonly productId: string;
  readonly storeId: string;
  readonly sku: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly price: Money;
  /** The seller's own prices in other currencies. */
  readonly prices: readonly Money[];
  /** From the root of the tree down to the product's own. */
  readonly categoryIds: readonly string[];
  readonly shipping: Money | null;
  readonly weightGrams: number;
  readonly sellable: boolean;
};

export type Variants = ReadonlyMap<string, Variant>;

export type NewCart = {
  readonly cartId: string;
  readonly checkoutId: string;
  readonly owner: string;
  readonly currency: string | null;
};
type Moment = { readonly now: Date; readonly policy: CartLifetimePolicy };
/** Without rates, only goods that have a price in the cart's currency can be put in. */
type Pricing = { readonly rates?: ExchangeTable };

export function openCart(ids: NewCart, moment: Moment): Cart {
  return { ...ids, status: 'open', lines: [], coupons: [], version: 1, ...lifetime(moment) };
}

export const currencyOf = (cart: Cart): string | null => cart.currency ?? cart.lines[0]?.unitPrice.currency ?? null;

export const isExpired = (cart: Cart, now: Date): boolean => cart.status === 'open' && now >= cart.expiresAt;

export function assertOpen(cart: Cart, now: Date): void {
  if (cart.status !== 'open') throw new CartClosed(cart.status);
  if (isExpired(cart, now)) throw new CartExpired(cart.expiresAt);
}

/** Sets how many units of a variant the buyer wants, at the price it has now; zero takes the line out. */
export function setLine(
  cart: Cart,
  wish: { variant: Variant; quantity: number; field: string },
  moment: Moment & Pricing,
): Cart {
  assertOpen(cart, moment.now);
  const { variant, quantity, field } = wish;
  if (!variant.sellable) throw new VariantNotSellable(field, variant.title, variant.variantId);
  const others = cart.lines.filter((line) => line.variantId !== variant.variantId);
  const expected = cart.currency ?? others[0]?.unitPrice.currency ?? variant.price.currency;
  if (cart.currency === null && expected !== variant.price.currency)
    throw new CartCurrencyMismatch(field, expected, variant.price.currency);
  const unitPrice = unitPriceIn(variant, expected, moment.rates ?? [], field);
  return withLines(cart, replaced(cart.lines, lineOf(variant, quantity, unitPrice)), moment);
}

export function removeLine(cart: Cart, variantId: string, moment: Moment): Cart {
  assertOpen(cart, moment.now);
  if (!cart.lines.some((line) => line.variantId === variantId)) return cart;
  return withLines(
    cart,
    cart.lines.filter((line) => line.variantId !== variantId),
    moment,
  );
}

/** Puts several variants in at once; the same one twice adds up. */
export function addLines(
  cart: Cart,
  wishes: readonly { readonly variantId: string; readonly quantity: number }[],
  context: Moment & Pricing & { readonly variants: Variants },
): Cart {
  return wishes.reduce((current, { variantId, quantity }, index) => {
    const field = `lines.${index}.variantId`;
    const variant = context.variants.get(variantId);
    if (variant === undefined) throw new VariantNotFound(field);
    const already = current.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
    if (already + quantity > CART_LIMITS.unitsPerLine)
      throw new TooManyUnits(`lines.${index}.quantity`, CART_LIMITS.unitsPerLine);
    return setLine(current, { variant, quantity: already + quantity, field }, context);
  }, cart);
}

/** Moves a guest's lines into a member's cart: quantities add up, and the price seen last by the member stays. */
export function mergeCarts(guest: Cart, member: Cart, moment: Moment): { readonly guest: Cart; readonly member: Cart } {
  assertOpen(guest, moment.now);
  assertOpen(member, moment.now);
  const [expected, actual] = [currencyOf(member), currencyOf(guest)];
  if (expected !== null && actual !== null && expected !== actual) {
    throw new CartCurrencyMismatch('guestCartId', expected, actual);
  }
  const lines = guest.lines.reduce<readonly CartLine[]>((current, line) => {
    const mine = current.find((candidate) => candidate.variantId === line.variantId);
    const quantity = line.quantity + (mine?.quantity ?? 0);
    if (quantity > CART_LIMITS.unitsPerLine) throw new TooManyUnits('guestCartId', CART_LIMITS.unitsPerLine);
    return replaced(current, { ...(mine ?? line), quantity });
  }, member.lines);
  return {
    guest: { ...guest, status: 'merged', version: guest.version + 1, changedAt: moment.now },
    member: { ...withLines(member, lines, moment), coupons: withCouponsOf(member, guest) },
  };
}

/** The member's own coupon of a store stays where both have one. */
const withCouponsOf = (member: Cart, guest: Cart): readonly EnteredCoupon[] => [
  ...member.coupons,
  ...guest.coupons.filter(({ storeId }) => !member.coupons.some((coupon) => coupon.storeId === storeId)),
];

/** Puts coupons on the cart, each in place of its store's earlier one. */
export function addCoupons(cart: Cart, coupons: readonly EnteredCoupon[], moment: Moment): Cart {
  assertOpen(cart, moment.now);
  const stores = new Set(coupons.map(({ storeId }) => storeId));
  const others = cart.coupons.filter(({ storeId }) => !stores.has(storeId));
  return { ...cart, coupons: [...others, ...coupons], version: cart.version + 1, ...lifetime(moment) };
}

export function removeCoupon(cart: Cart, code: string, moment: Moment): Cart {
  assertOpen(cart, moment.now);
  const coupons = cart.coupons.filter((coupon) => coupon.code !== code);
  if (coupons.length === cart.coupons.length) return cart;
  return { ...cart, coupons, version: cart.version + 1, ...lifetime(moment) };
}

function withLines(cart: Cart, lines: readonly CartLine[], moment: Moment): Cart {
  if (lines.length > CART_LIMITS.lines) throw new TooManyCartLines(CART_LIMITS.lines);
  assertPayable(lines.map((line) => multiply(line.unitPrice, line.quantity)));
  return { ...cart, lines, version: cart.version + 1, ...lifetime(moment) };
}

/** Amounts beyond the limit are refused where they arise, so that nothing later has to carry them. */
export function assertPayable(amounts: readonly Money[]): void {
  const [first] = amounts;
  if (first === undefined) return;
  if (sum(amounts, first.currency).amountMinor > CART_LIMITS.totalMinor)
    throw new AmountTooLarge(CART_LIMITS.totalMinor);
}

const lineOf = (variant: Variant, quantity: number, unitPrice: Money): CartLine => ({
  variantId: variant.variantId,
  productId: variant.productId,
  storeId: variant.storeId,
  sku: variant.sku,
  title: variant.title,
  quantity,
  unitPrice,
});

/** The line keeps its place in the cart, so that it does not jump about before the buyer's eyes. */
function replaced(lines: readonly CartLine[], line: CartLine): readonly CartLine[] {
  const isThere = lines.some((candidate) => candidate.variantId === line.variantId);
  return isThere ? lines.map((other) => (other.variantId === line.variantId ? line : other)) : [...lines, line];
}

const lifetime = ({ now, policy }: Moment) => ({
  changedAt: now,
  expiresAt: new Date(now.getTime() + policy.lifetimeMs),
});
