import type { Actor, Clock } from '@haat/domain';
import { type CartView, viewCart } from '../cart-view.ts';
import { findOwnCart } from '../own-cart.ts';
import type { CartReader } from '../ports/cart-reader.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { PricingReader } from '../ports/pricing-reader.ts';

type Deps = {
  readonly cartReader: CartReader;
  readonly catalog: Catalog;
  readonly pricingReader: PricingReader;
  readonly clock: Clock;
};

/** Shows a cart, an expired one too: what somebody chose is not hidden from them, it can only no longer be bought. */
export const getCart =
  (deps: Deps) =>
  async (actor: Actor, cartId: string): Promise<CartView> => {
    const now = deps.clock.now();
    const [cart, settings] = await Promise.all([
      findOwnCart(deps.cartReader, cartId, actor),
      deps.pricingReader.ofCart(cartId, { now }),
    ]);
    const variants = await deps.catalog.describeVariants(cart.lines.map((line) => line.variantId));
    return viewCart(cart, { variants, settings, now });
  };
