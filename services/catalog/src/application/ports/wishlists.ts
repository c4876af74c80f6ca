import type { Wish } from '../../domain/wishlist/wish.ts';
import type { Page, Position, ProductCard } from './catalog-reader.ts';

/** A wish with the product of today, or null while it is not on the market. */
export type ShownWish = Wish & { readonly product: ProductCard | null };

/** Wishes of one user, bound to a transaction: whoever changes a list has it alone until the end. */
export interface WishlistRepository {
  /** Locks the list and says how long it is, and whether the product is on it. */
  look(userId: string, productId: string): Promise<{ count: number; isThere: boolean }>;
  insert(userId: string, itemId: string, wish: Wish): Promise<void>;
  /** False when it was not there. */
  remove(userId: string, productId: string): Promise<boolean>;
}

export interface WishlistReader {
  list(query: { userId: string; limit: number; after: Position | null }): Promise<Page<ShownWish>>;
  find(userId: string, productId: string): Promise<ShownWish | null>;
}
