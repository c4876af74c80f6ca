import { DomainError, type Money } from '@haat/domain';

/** A product that somebody wants to remember, with what it cost then. */
export type Wish = {
  readonly productId: string;
  readonly title: string;
  readonly priceWhenAdded: Money;
  readonly addedAt: Date;
};

export const MAX_WISHES = 500;

export class WishlistFull extends DomainError {
  constructor() {
    super('catalog.wishlist_full', 'rule_broken', `A wishlist has at most ${MAX_WISHES} products.`, {
      field: 'productId',
      rule: 'at_most',
      maximum: MAX_WISHES,
    });
  }
}
