import type { Actor } from '@haat/domain';
import type { KnownVariant } from './variants.ts';
import type { StockBook } from '../../domain/stock/stock-book.ts';

/** Whose stock and whose reservations a decision needs to see. */
export type BookScope = { readonly variantIds: readonly string[]; readonly checkoutIds: readonly string[] };

export type Mark = { readonly actor: Actor; readonly now: Date };

/**
 * Stock and reservations, changed together. The adapter locks the stock rows of the scope, and those of all variants
 * that its checkouts hold, in the order of their ids; that lock guards the reservations of those variants too. It
 * writes what the book has changed, with the events that follow, in the transaction it is bound to. `decide` must be
 * pure: it may run twice. One call a transaction, or locks could be taken out of order.
 */
export interface StockRepository {
  update<T>(scope: BookScope, mark: Mark, decide: (book: StockBook) => T): Promise<T>;
  /** Makes the empty row of a variant, unless there is one; one that does not know its product learns it. */
  ensure(variant: KnownVariant, now: Date): Promise<void>;
}

/** Which returns are on the shelf again. */
export interface RestockedReturns {
  /** Notes the returns and gives back those that were not known; in the same transaction as the restocking. */
  claim(returns: readonly { returnId: string; orderId: string }[], now: Date): Promise<ReadonlySet<string>>;
}
