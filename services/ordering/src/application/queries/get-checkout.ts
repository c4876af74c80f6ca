import { type Actor, isAdmin, principalOf } from '@haat/domain';
import { CheckoutNotFound } from '../../domain/index.ts';
import { type CheckoutView, viewCheckout } from '../checkout-view.ts';
import type { CheckoutReader } from '../ports/checkout-reader.ts';

/** A checkout for who placed it, and admins. */
export const getCheckout =
  ({ checkoutReader }: { readonly checkoutReader: CheckoutReader }) =>
  async (actor: Actor, checkoutId: string): Promise<CheckoutView> => {
    const placed = await checkoutReader.find(checkoutId);
    if (placed === null) throw new CheckoutNotFound();
    if (placed.checkout.owner !== principalOf(actor) && !isAdmin(actor)) throw new CheckoutNotFound();
    return viewCheckout(placed);
  };
