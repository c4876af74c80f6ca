import type { Cart } from '../../domain/index.ts';

/** A cart with what the stores of its lines are called, as far as that is known here. */
export type CartWithStoreNames = { readonly cart: Cart; readonly storeNames: ReadonlyMap<string, string> };

/** Reads of carts outside a transaction. */
export interface CartReader {
  find(cartId: string): Promise<Cart | null>;
  /** As `find`, in the same single round trip, since a checkout needs both and round trips are what it costs. */
  findWithStoreNames(cartId: string): Promise<CartWithStoreNames | null>;
  /** The owner's open cart that was changed last. */
  findOpenOf(owner: string, now: Date): Promise<Cart | null>;
}
