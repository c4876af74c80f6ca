import type { Stock } from '../../domain/stock/stock.ts';

/** Stock as its store sees it. */
export type StockLevel = Stock & { readonly updatedAt: Date };

export type StockPage = {
  readonly storeId: string;
  readonly lowOnly: boolean;
  readonly limit: number;
  /** The last variant of the page before. */
  readonly after: string | null;
};

/** Reads of stock; they lock nothing and may be a moment old. */
export interface StockReader {
  find(variantId: string): Promise<StockLevel | null>;
  /** Stock of the known ones among the variants. */
  available(variantIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** A page in the order of variant ids, one longer than the limit when there is more. */
  page(page: StockPage): Promise<StockLevel[]>;
}

/** Holds and when they end. */
export interface DueHolds {
  nextDueAt(): Promise<Date | null>;
  /** Checkouts with a hold that is due, the longest due first. */
  dueCheckouts(now: Date, limit: number): Promise<string[]>;
}
