/** The stock of one variant. */
export type Stock = {
  readonly variantId: string;
  /** Null for stock from before it was asked. */
  readonly productId: string | null;
  readonly storeId: string;
  readonly sku: string;
  /** Units in the warehouse. */
  readonly onHand: number;
  /** Units promised to checkouts that are not paid yet. */
  readonly reserved: number;
  /** Zero means that the seller wants no alert. */
  readonly lowStockThreshold: number;
  /** The seller knows that stock is low; told again only after the shelf was filled. */
  readonly lowStockNotified: boolean;
};

/** Most units of one variant that a seller may declare. */
export const MAX_ON_HAND = 1_000_000_000;

/** What can still be sold. */
export const availableOf = (stock: Stock): number => stock.onHand - stock.reserved;

/** So few that buyers want to see each sale. Above it only the seller's own changes are told, so that sales stay cheap. */
export const FEW = 20;

export const isLow = (stock: Stock): boolean => availableOf(stock) <= stock.lowStockThreshold;
