import type { Actor } from '@haat/domain';
import type { Cart, Checkout, Order, OrderPlaced, Tender } from '../../domain/index.ts';

export type NewCheckout = {
  readonly checkout: Checkout;
  readonly cart: Cart;
  readonly orders: readonly OrderPlaced[];
  readonly tenders: readonly Tender[];
};

/** Two orders cannot have one number; whoever asked takes another one and tries again. */
export class OrderNumberTaken extends Error {
  override readonly name = 'OrderNumberTaken';
}

/** Checkouts within one transaction. */
export interface CheckoutRepository {
  /**
   * Closes the cart, writes the checkout with its orders and announces it, all in one statement, provided the cart is
   * still open in the version that was priced. Null when it is not: somebody else placed or changed it first.
   * A use of each promotion is taken with it.
   * @throws OrderNumberTaken
   * @throws PromotionUsedUp when a limited promotion has none left; all of the transaction must then be undone
   */
  place(actor: Actor, checkout: NewCheckout): Promise<readonly Order[] | null>;
}
