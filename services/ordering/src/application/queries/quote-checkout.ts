import { type Actor, type Clock, type Money, sum } from '@haat/domain';
import {
  type Address,
  assertOpen,
  type PricedOrder,
  priceCart,
  type PricingPolicies,
  type ShippingChoice,
} from '../../domain/index.ts';
import { findOwnCart } from '../own-cart.ts';
import type { CartReader } from '../ports/cart-reader.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { PricingReader } from '../ports/pricing-reader.ts';

type Deps = {
  readonly cartReader: CartReader;
  readonly catalog: Catalog;
  readonly pricingReader: PricingReader;
  readonly clock: Clock;
  readonly pricing: PricingPolicies;
};

type Input = {
  readonly cartId: string;
  readonly shippingAddress: Address;
  readonly shippingChoices?: readonly ShippingChoice[];
};

export type StoreQuote = Omit<PricedOrder, 'key'> & {
  readonly items: Money;
  readonly discount: Money;
  readonly shipping: Money;
  readonly tax: Money;
};

export type Quote = { readonly stores: readonly StoreQuote[]; readonly total: Money };

/** What placing the cart would cost now, order by order, and why; it promises nothing. */
export const quoteCheckout =
  (deps: Deps) =>
  async (actor: Actor, { cartId, shippingAddress: address, shippingChoices: choices }: Input): Promise<Quote> => {
    const now = deps.clock.now();
    const [cart, settings] = await Promise.all([
      findOwnCart(deps.cartReader, cartId, actor),
      deps.pricingReader.ofCart(cartId, { now, country: address.country }),
    ]);
    assertOpen(cart, now);
    const variants = await deps.catalog.describeVariants(cart.lines.map((line) => line.variantId));
    const context = { variants, address, policies: deps.pricing, settings, now, ...(choices && { choices }) };
    const priced = priceCart(cart, context);
    return { stores: priced.orders.map(quoteOf), total: priced.total };
  };

function quoteOf(order: PricedOrder): StoreQuote {
  const of = (part: 'itemsTotal' | 'discount' | 'shipping' | 'tax') =>
    sum(
      order.lines.map((line) => line[part]),
      order.total.currency,
    );
  return { ...order, items: of('itemsTotal'), discount: of('discount'), shipping: of('shipping'), tax: of('tax') };
}
