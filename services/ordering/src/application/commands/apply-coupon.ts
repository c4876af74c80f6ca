import type { Clock, Intent } from '@haat/domain';
import {
  addCoupons,
  assertOpen,
  type Cart,
  type CartLifetimePolicy,
  couponInWords,
  type CouponReason,
  type EnteredCoupon,
  removeCoupon as couponRemoved,
  type PricingSettings,
  type Variants,
} from '../../domain/index.ts';
import { type CartView, viewCart } from '../cart-view.ts';
import { assertOwnCart, findOwnCart } from '../own-cart.ts';
import type { CartReader } from '../ports/cart-reader.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { PricingReader } from '../ports/pricing-reader.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly cartReader: CartReader;
  readonly catalog: Catalog;
  readonly pricingReader: PricingReader;
  readonly clock: Clock;
  readonly cartLifetime: CartLifetimePolicy;
};

type Wish = { readonly cartId: string; readonly code: string };

export type ApplyCouponAnswer =
  | { readonly outcome: 'applied'; readonly cart: CartView }
  | {
      readonly outcome: 'not_applied';
      readonly reason: CouponReason;
      readonly message: string;
      readonly cart: CartView;
    };

type Scene = { readonly variants: Variants; readonly settings: PricingSettings; readonly now: Date };

/**
 * Tries a code on the cart and keeps the coupon if it takes something off, for each store that knows the code. Whether a
 * use is left is decided when the order is placed, not here: a cart is no promise.
 */
export const applyCoupon =
  (deps: Deps) =>
  async (intent: Intent, { cartId, code: typed }: Wish): Promise<ApplyCouponAnswer> => {
    const now = deps.clock.now();
    const code = typed.toUpperCase();
    const [cart, settings] = await Promise.all([
      findOwnCart(deps.cartReader, cartId, intent.actor),
      deps.pricingReader.ofCart(cartId, { now, code }),
    ]);
    assertOpen(cart, now);
    const variants = await deps.catalog.describeVariants(cart.lines.map((line) => line.variantId));
    const scene: Scene = { variants, settings, now };
    const { kept, reason } = tried(cart, code, scene);
    if (reason !== null) {
      const message = couponInWords(reason);
      const answer = { outcome: 'not_applied' as const, reason, message, cart: viewCart(cart, scene) };
      return deps.unitOfWork.run(intent, () => Promise.resolve(answer));
    }
    const moment = { now, policy: deps.cartLifetime };
    return deps.unitOfWork.run(intent, async ({ carts }) => {
      const changed = await carts.update(cartId, (current) => {
        assertOwnCart(current, intent.actor);
        return addCoupons(current, kept, moment);
      });
      return { outcome: 'applied' as const, cart: viewCart(changed, scene) };
    });
  };

type Trial =
  | { readonly kept: readonly EnteredCoupon[]; readonly reason: null }
  | { readonly kept: readonly []; readonly reason: CouponReason };

function tried(cart: Cart, code: string, scene: Scene): Trial {
  const found = scene.settings.promotions.filter((promotion) => promotion.code === code);
  if (found.length === 0) return { kept: [], reason: 'unknown_code' };
  const coupons = found.map(({ storeId, promotionId }) => ({ storeId, promotionId, code }));
  const states = viewCart({ ...cart, coupons }, scene).coupons;
  const kept = coupons.filter(({ promotionId }) =>
    states.some((state) => state.promotionId === promotionId && state.reason === null),
  );
  return kept.length > 0 ? { kept, reason: null } : { kept: [], reason: states[0]!.reason! };
}

/** Takes a coupon off the cart. */
export const removeCoupon =
  (deps: Deps) =>
  async (intent: Intent, { cartId, code }: Wish): Promise<CartView> => {
    const now = deps.clock.now();
    const moment = { now, policy: deps.cartLifetime };
    const cart = await deps.unitOfWork.run(intent, ({ carts }) =>
      carts.update(cartId, (current) => {
        assertOwnCart(current, intent.actor);
        return couponRemoved(current, code.toUpperCase(), moment);
      }),
    );
    const [variants, settings] = await Promise.all([
      deps.catalog.describeVariants(cart.lines.map((line) => line.variantId)),
      deps.pricingReader.ofCart(cartId, { now }),
    ]);
    return viewCart(cart, { variants, settings, now });
  };
