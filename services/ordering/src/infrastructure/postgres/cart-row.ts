import { money } from '@haat/domain';
import type { Cart, CartLine, EnteredCoupon } from '../../domain/index.ts';

export type CartRow = {
  readonly cart_id: string;
  readonly checkout_id: string;
  readonly owner: string;
  readonly status: Cart['status'];
  readonly version: number;
  readonly currency: string | null;
  readonly coupons: readonly EnteredCoupon[];
  readonly changed_at: Date;
  readonly expires_at: Date;
};

export type CartLineRow = {
  readonly cart_id: string;
  readonly variant_id: string;
  readonly product_id: string;
  readonly store_id: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unit_price_minor: bigint;
  readonly currency: string;
};

export const CART_COLUMNS =
  'cart_id, checkout_id, owner, status, version, changed_at, expires_at, cart.currency, coupons';
export const LINE_COLUMNS =
  'cart_id, variant_id, product_id, store_id, sku, title, quantity, unit_price_minor, currency';

export const toCart = (row: CartRow, lines: readonly CartLineRow[]): Cart => ({
  cartId: row.cart_id,
  checkoutId: row.checkout_id,
  owner: row.owner,
  status: row.status,
  currency: row.currency,
  coupons: row.coupons,
  lines: lines.filter((line) => line.cart_id === row.cart_id).map(toLine),
  version: row.version,
  changedAt: row.changed_at,
  expiresAt: row.expires_at,
});

const toLine = (row: CartLineRow): CartLine => ({
  variantId: row.variant_id,
  productId: row.product_id,
  storeId: row.store_id,
  sku: row.sku,
  title: row.title,
  quantity: row.quantity,
  unitPrice: money(row.unit_price_minor, row.currency),
});

/** The columns of lines as arrays, in the order of `LINE_ARRAYS`. */
export const lineColumns = (lines: readonly CartLine[]): unknown[] => [
  lines.map((line) => line.variantId),
  lines.map((_line, position) => position),
  lines.map((line) => line.productId),
  lines.map((line) => line.storeId),
  lines.map((line) => line.sku),
  lines.map((line) => line.title),
  lines.map((line) => line.quantity),
  lines.map((line) => line.unitPrice.amountMinor),
  lines.map((line) => line.unitPrice.currency),
];
