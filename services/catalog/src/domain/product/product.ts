import type { Currency, Money } from '@haat/domain';
import type { Media } from '../media/media.ts';

export type ProductStatus = 'draft' | 'active' | 'archived';

/** What can be bought: one choice of the product's options, with its price. */
export type Variant = {
  readonly variantId: string;
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly price: Money;
  /** The seller's own prices in other currencies; where there is none, the price is converted. */
  readonly prices: readonly Money[];
  /** What the seller charges to ship one unit; null leaves it to the store's shipping policy. */
  readonly shipping: Money | null;
  readonly weightGrams: number;
  /** Kept from inventory's events; no verb of the product changes it. */
  readonly inStock: boolean;
};

export type Product = {
  readonly productId: string;
  readonly storeId: string;
  readonly slug: string;
  /** What its lines are called in files of its store; null until it came from one. */
  readonly handle: string | null;
  readonly title: string;
  readonly description: string;
  readonly status: ProductStatus;
  readonly categoryId: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of what a buyer chooses, e.g. `Size`. */
  readonly options: readonly string[];
  readonly currency: Currency;
  readonly variants: readonly Variant[];
  /** The first one stands for the product in lists. */
  readonly media: readonly Media[];
  /** Kept from reviews; no verb of the product changes it. */
  readonly rating: { readonly sum: number; readonly count: number };
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Set: it is in no list and off the market, and can be restored for a day. */
  readonly deletedAt: Date | null;
};

export const MAX_VARIANTS = 100;
export const MAX_ATTRIBUTES = 100;

const NEXT: Record<ProductStatus, readonly ProductStatus[]> = {
  draft: ['active'],
  active: ['archived'],
  archived: ['active'],
};

export const canBecome = (from: ProductStatus, to: ProductStatus): boolean => NEXT[from].includes(to);

/** The lowest price of the variants: what a listing shows. */
export const priceFromMinor = ({ variants }: Pick<Product, 'variants'>): bigint =>
  variants.reduce(
    (lowest, { price }) => (price.amountMinor < lowest ? price.amountMinor : lowest),
    variants[0]!.price.amountMinor,
  );
