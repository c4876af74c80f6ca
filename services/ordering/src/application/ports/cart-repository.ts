import type { Cart } from '../../domain/index.ts';

/** Carts within one transaction. */
export interface CartRepository {
  add(cart: Cart): Promise<void>;
  /** Locks the cart, applies the decision, which may run twice, and stores its result. Throws `CartNotFound`. */
  update(cartId: string, decide: (cart: Cart) => Cart): Promise<Cart>;
  /** As `update`, for two carts that change together; they are locked in one order whoever asks. */
  updatePair(
    cartIds: readonly [string, string],
    decide: (first: Cart, second: Cart) => readonly [Cart, Cart],
  ): Promise<readonly [Cart, Cart]>;
}
