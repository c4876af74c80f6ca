import { add, type Money, multiply, sum } from '@haat/domain';
import type { Address } from '../address.ts';
import { assertPayable, type Cart, currencyOf, type Variant, type Variants } from '../cart/cart.ts';
import { CartCurrencyMismatch, VariantNotSellable } from '../cart/cart.errors.ts';
import { CartEmpty } from './checkout.errors.ts';
import { type OrderGroup, type OrderSplitPolicy, splitByStore, type WantedLine } from './order-split-policy.ts';
import { chargePerUnitOrFlat, type ShippingPolicy } from './shipping-policy.ts';
import { noTaxAdded, type TaxPolicy } from './tax-policy.ts';

export type PricingPolicies = {
  readonly orderSplit: OrderSplitPolicy;
  readonly shipping: ShippingPolicy;
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
  readonly itemsTotal: Money;
  readonly shipping: Money;
  readonly tax: Money;
};

export type PricedOrder = {
  readonly key: string;
  readonly storeId: string;
  readonly lines: readonly PricedLine[];
  readonly total: Money;
};

export type PricedCheckout = { readonly orders: readonly PricedOrder[]; readonly total: Money };

/** What a cart costs now, sent to an address. Every total is the sum of its lines, which is why none can be a cent off. */
export function priceCart(
  cart: Cart,
  { variants, address, policies }: { variants: Variants; address: Address; policies: PricingPolicies },
): PricedCheckout {
  const currency = currencyOf(cart);
  if (currency === null) throw new CartEmpty();
  const wanted = cart.lines.map((line) => ({ line, variant: sellable(line, variants, currency) }));
  const orders = policies.orderSplit(wanted).map((group) => priceGroup(group, address, policies));
  const totals = orders.map((order) => order.total);
  assertPayable(totals);
  return { orders, total: sum(totals, currency) };
}

function priceGroup(group: OrderGroup, address: Address, policies: PricingPolicies): PricedOrder {
  const shipping = policies.shipping(group, address);
  const bases = group.lines.map(({ variant, line }, index) => ({
    variant,
    quantity: line.quantity,
    itemsTotal: multiply(variant.price, line.quantity),
    shipping: shipping[index]!,
  }));
  const taxes = policies.tax(bases, address);
  const lines = bases.map((base, index) => ({ ...base, tax: taxes[index]! }));
  const amounts = lines.map((line) => add(add(line.itemsTotal, line.shipping), line.tax));
  return { key: group.key, storeId: group.storeId, lines, total: sum(amounts, amounts[0]!.currency) };
}

function sellable(line: WantedLine['line'], variants: Variants, currency: string): Variant {
  const variant = variants.get(line.variantId);
  if (variant === undefined || !variant.sellable) throw new VariantNotSellable('cartId', line.title, line.variantId);
  if (variant.price.currency !== currency) throw new CartCurrencyMismatch('cartId', currency, variant.price.currency);
  return variant;
}
