import type { Actor, Clock } from '@haat/domain';
import { type CartView, viewCart } from '../cart-view.ts';
import { findOwnCart } from '../own-cart.ts';
import type { CartReader } from '../ports/cart-reader.ts';
import type { Catalog } from '../ports/catalog.ts';

type Deps = { readonly cartReader: CartReader; readonly catalog: Catalog; readonly clock: Clock };

/** Shows a cart, an expired one too: what somebody chose is not hidden from them, it can only no longer be bought. */
export const getCart =
  (deps: Deps) =>
  async (actor: Actor, cartId: string): Promise<CartView> => {
    const cart = await findOwnCart(deps.cartReader, cartId, actor);
    const variants = await deps.catalog.describeVariants(cart.lines.map((line) => line.variantId));
    return viewCart(cart, variants, deps.clock.now());
  };
