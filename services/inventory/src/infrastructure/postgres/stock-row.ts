import type { StockLevel } from '../../application/ports/stock-reader.ts';
import type { ReleaseCause, Reservation, ReservationStatus } from '../../domain/reservation/reservation.ts';

export const STOCK_COLUMNS =
  'variant_id, product_id, store_id, sku, on_hand, reserved, low_stock_threshold, low_stock_notified, updated_at';

export type StockRow = {
  variant_id: string;
  product_id: string | null;
  store_id: string;
  sku: string;
  on_hand: number;
  reserved: number;
  low_stock_threshold: number;
  low_stock_notified: boolean;
  updated_at: Date;
};

export const toStock = (row: StockRow): StockLevel => ({
  variantId: row.variant_id,
  productId: row.product_id,
  storeId: row.store_id,
  sku: row.sku,
  onHand: row.on_hand,
  reserved: row.reserved,
  lowStockThreshold: row.low_stock_threshold,
  lowStockNotified: row.low_stock_notified,
  updatedAt: row.updated_at,
});

export type ReservationRow = {
  checkout_id: string;
  order_id: string;
  variant_id: string;
  quantity: number;
  returned: number;
  status: ReservationStatus;
  released_by: ReleaseCause | null;
  expires_at: Date;
};

export const toReservation = (row: ReservationRow): Reservation => ({
  checkoutId: row.checkout_id,
  orderId: row.order_id,
  variantId: row.variant_id,
  quantity: row.quantity,
  returned: row.returned,
  status: row.status,
  releasedBy: row.released_by,
  expiresAt: row.expires_at,
});
