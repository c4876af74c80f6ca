import { type Actor, type Clock, type Money, sum } from '@haat/domain';
import {
  type Address,
  assertOpen,
  type PricedLine,
  type PricedOrder,
  priceCart,
  type PricingPolicies,
} from '../../domain/index.ts';
import { findOwnCart } from '../own-cart.ts';
import type { CartReader } from '../ports/cart-reader.ts';
import type { Catalog } from '../ports/catalog.ts';

type Deps = {
  readonly cartReader: CartReader;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly pricing: PricingPolicies;
};

export type StoreQuote = {
  readonly storeId: string;
  readonly items: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly lines: readonly PricedLine[];
};

export type Quote = { readonly stores: readonly StoreQuote[]; readonly total: Money };

/** What placing the cart would cost now, order by order; it promises nothing. */
export const quoteCheckout =
  (deps: Deps) =>
  async (actor: Actor, input: { readonly cartId: string; readonly shippingAddress: Address }): Promise<Quote> => {
    const cart = await findOwnCart(deps.cartReader, input.cartId, actor);
    assertOpen(cart, deps.clock.now());
    const variants = await deps.catalog.describeVariants(cart.lines.map((line) => line.variantId));
    const priced = priceCart(cart, { variants, address: input.shippingAddress, policies: deps.pricing });
    return { stores: priced.orders.map(quoteOf), total: priced.total };
  };

function quoteOf({ storeId, lines, total }: PricedOrder): StoreQuote {
  const of = (part: 'itemsTotal' | 'shipping' | 'tax') =>
    sum(
      lines.map((line) => line[part]),
      total.currency,
    );
  return { storeId, items: of('itemsTotal'), shipping: of('shipping'), tax: of('tax'), total, lines };
}
