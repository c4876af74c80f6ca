import { type Actor, principalOf } from '@haat/domain';
import { type Cart, CartNotFound } from '../domain/index.ts';
import type { CartReader } from './ports/cart-reader.ts';

/** To anybody but its owner a cart does not exist. */
export function assertOwnCart(cart: Cart, actor: Actor): void {
  if (cart.owner !== principalOf(actor)) throw new CartNotFound();
}

export async function findOwnCart(carts: CartReader, cartId: string, actor: Actor): Promise<Cart> {
  const cart = await carts.find(cartId);
  if (cart === null) throw new CartNotFound();
  assertOwnCart(cart, actor);
  return cart;
}
