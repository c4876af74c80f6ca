import { add, type Money, sum } from '@haat/domain';
import type { Address } from '../address.ts';
import { assertPayable, type Cart, currencyOf, type Variant, type Variants } from '../cart/cart.ts';
import { CartCurrencyMismatch, VariantNotSellable } from '../cart/cart.errors.ts';
import type { Explanation } from '../pricing/explanation.ts';
import { statesOf, withCouponsOf } from '../pricing/coupons.ts';
import { type CouponState, priceItems } from '../pricing/priced-items.ts';
import { NO_SETTINGS, type PricingSettings } from '../pricing/settings.ts';
import type { OfferedMethod } from '../pricing/shipping-zones.ts';
import { CartEmpty } from './checkout.errors.ts';
import { type OrderGroup, type OrderSplitPolicy, splitByStore, type WantedLine } from './order-split-policy.ts';
import { shipItems, type ShippingChoice } from './price-shipping.ts';
import { taxLines } from './price-tax.ts';
import { chargePerUnitOrFlat, type ShippingPolicy } from './shipping-policy.ts';
import { noTaxAdded, type TaxPolicy } from './tax-policy.ts';

export type PricingPolicies = {
  readonly orderSplit: OrderSplitPolicy;
  /** For stores without zones of their own. */
  readonly shipping: ShippingPolicy;
  /** For goods that no tax rule names. */
  readonly tax: TaxPolicy;
};

export const defaultPricing: PricingPolicies = {
  orderSplit: splitByStore,
  shipping: chargePerUnitOrFlat(),
  tax: noTaxAdded,
};

export type PricedLine = {
  readonly variant: Variant;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** After discounts. */
  readonly itemsTotal: Money;
  readonly discount: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly explanations: readonly Explanation[];
};

export type PricedOrder = {
  readonly key: string;
  readonly storeId: string;
  readonly lines: readonly PricedLine[];
  readonly total: Money;
  /** What the store offers, cheapest first; empty where it has no zones. */
  readonly shippingMethods: readonly OfferedMethod[];
  readonly chosenMethod: OfferedMethod | null;
  readonly coupons: readonly CouponState[];
};

export type PricedCheckout = { readonly orders: readonly PricedOrder[]; readonly total: Money };

export type PricingContext = {
  readonly variants: Variants;
  readonly address: Address;
  readonly policies: PricingPolicies;
  readonly now: Date;
  readonly settings?: PricingSettings;
  readonly choices?: readonly ShippingChoice[];
};

/** What a cart costs now, sent to an address. Every total is the sum of its lines, which is why none can be a cent off. */
export function priceCart(cart: Cart, context: PricingContext): PricedCheckout {
  const currency = currencyOf(cart);
  if (currency === null || cart.lines.length === 0) throw new CartEmpty();
  const wanted = cart.lines.map((line) => ({ line, variant: sellable(line, cart, context.variants) }));
  const settings = withCouponsOf(context.settings ?? NO_SETTINGS, cart.coupons);
  const orders = context.policies
    .orderSplit(wanted)
    .map((group) => priceGroup(group, currency, { ...context, settings, coupons: cart.coupons }));
  const totals = orders.map((order) => order.total);
  assertPayable(totals);
  return { orders, total: sum(totals, currency) };
}

type GroupContext = PricingContext & { readonly settings: PricingSettings; readonly coupons: Cart['coupons'] };

function priceGroup(group: OrderGroup, currency: string, context: GroupContext): PricedOrder {
  const { settings, now } = context;
  const entered = context.coupons.filter(({ storeId }) => storeId === group.storeId);
  const sorted = { ...group, lines: [...group.lines].sort(byVariant) };
  const wanted = sorted.lines.map(({ variant, line }) => ({ variant, quantity: line.quantity }));
  const items = priceItems(wanted, settings, { currency, now });
  const shipped = shipItems(sorted, items, context);
  const priced = new Map(taxLines(shipped.lines, context).map((line) => [line.variant, line]));
  const lines = group.lines.map(({ variant }) => priced.get(variant)!);
  const amounts = lines.map((line) => add(add(line.itemsTotal, line.shipping), line.tax));
  return {
    ...{ key: group.key, storeId: group.storeId, lines, total: sum(amounts, currency) },
    coupons: statesOf(entered, items.coupons),
    ...{ shippingMethods: shipped.methods, chosenMethod: shipped.chosen },
  };
}

/** What is shared is shared out in this order, so that the order in which a buyer filled the cart never moves a cent. */
const byVariant = (one: WantedLine, other: WantedLine): number =>
  one.variant.variantId < other.variant.variantId ? -1 : 1;

/** A cart that was opened in a currency takes goods of any; another one keeps to that of its first line. */
function sellable(line: WantedLine['line'], cart: Cart, variants: Variants): Variant {
  const variant = variants.get(line.variantId);
  if (variant === undefined || !variant.sellable) throw new VariantNotSellable('cartId', line.title, line.variantId);
  const currency = currencyOf(cart)!;
  if (cart.currency === null && variant.price.currency !== currency)
    throw new CartCurrencyMismatch('cartId', currency, variant.price.currency);
  return variant;
}
