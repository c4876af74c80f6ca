import type { Cart } from '../../domain/index.ts';

/** Reads of carts outside a transaction. */
export interface CartReader {
  find(cartId: string): Promise<Cart | null>;
  /** The owner's open cart that was changed last. */
  findOpenOf(owner: string, now: Date): Promise<Cart | null>;
}
