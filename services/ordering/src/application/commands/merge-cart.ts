import { type Clock, type Ids, type Intent, principalOf } from '@haat/domain';
import { type Cart, type CartLifetimePolicy, CartNotFound, mergeCarts, openCart } from '../../domain/index.ts';
import { type CartView, viewCart } from '../cart-view.ts';
import { assertOwnCart } from '../own-cart.ts';
import type { CartReader } from '../ports/cart-reader.ts';
import type { CartRepository } from '../ports/cart-repository.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { PricingReader } from '../ports/pricing-reader.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly cartReader: CartReader;
  readonly catalog: Catalog;
  readonly pricingReader: PricingReader;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly cartLifetime: CartLifetimePolicy;
};

type Input = { readonly guestToken: string; readonly guestCartId: string; readonly intoCartId?: string | undefined };

/**
 * Moves a guest's cart into the member's: the named one, else the open cart used last, else a new one. The guest token
 * shows that the guest cart is the caller's to move.
 */
export const mergeCart =
  (deps: Deps) =>
  async (intent: Intent, input: Input): Promise<CartView> => {
    const now = deps.clock.now();
    const owner = principalOf(intent.actor);
    const intoCartId = input.intoCartId ?? (await deps.cartReader.findOpenOf(owner, now))?.cartId ?? null;
    const newCart = openCart(
      { cartId: deps.ids.next(), checkoutId: deps.ids.next(), owner, currency: null },
      { now, policy: deps.cartLifetime },
    );
    const cart = await deps.unitOfWork.run(intent, ({ carts }) =>
      merge(deps, { intent, input, now, newCart, intoCartId, carts }),
    );
    const [variants, settings] = await Promise.all([
      deps.catalog.describeVariants(cart.lines.map((line) => line.variantId)),
      deps.pricingReader.ofCart(cart.cartId, { now }),
    ]);
    return viewCart(cart, { variants, settings, now });
  };

type Merge = {
  intent: Intent;
  input: Input;
  now: Date;
  newCart: Cart;
  intoCartId: string | null;
  carts: CartRepository;
};

async function merge(deps: Deps, { intent, input, now, newCart, intoCartId, carts }: Merge): Promise<Cart> {
  if (intoCartId === input.guestCartId) throw new CartNotFound('intoCartId');
  if (intoCartId === null) await carts.add(newCart);
  const guestOwner = `guest:${deps.secrets.guestIdOf(input.guestToken)}`;
  const [, member] = await carts.updatePair(
    [input.guestCartId, intoCartId ?? newCart.cartId],
    (guestCart, memberCart) => {
      if (guestCart.owner !== guestOwner) throw new CartNotFound('guestCartId');
      assertOwnCart(memberCart, intent.actor);
      const merged = mergeCarts(guestCart, memberCart, { now, policy: deps.cartLifetime });
      return [merged.guest, merged.member];
    },
  );
  return member;
}
