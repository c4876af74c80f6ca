import type { Purchase } from '../../domain/review/review.ts';
import type { StoreCopy } from '../../domain/store/selling-store.ts';

/** Copies of what others own, kept from their events. Each call writes one batch; of several news the last one counts. */
export interface Projections {
  copyStores(stores: readonly StoreCopy[]): Promise<void>;
  /** Notes which variants are in stock, and through them which products. */
  noteStock(news: readonly { variantId: string; inStock: boolean }[]): Promise<void>;
  notePurchases(purchases: readonly Purchase[]): Promise<void>;
}
