import { add, type Money, sum } from '@haat/domain';
import type { Address } from '../address.ts';
import type { CancelReason, PlacedLine, ReturnLine } from './order.events.ts';
import type { OrderStatus } from './order-status.ts';

export type OrderLine = PlacedLine & {
  /** Units of accepted returns so far. */
  readonly returnedQuantity: number;
};

export type Shipment = {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly shippedAt: Date;
  readonly deliveredAt: Date | null;
};

export type ReturnRequest = {
  readonly returnId: string;
  readonly status: 'requested' | 'accepted' | 'declined';
  readonly reason: string;
  readonly lines: readonly ReturnLine[];
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
};

export type OrderTotals = {
  readonly items: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly total: Money;
};

/** What an order is now: nothing but the fold of its events. */
export type Order = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly checkoutId: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly owner: string;
  readonly email: string;
  readonly shippingAddress: Address;
  readonly shippingMethod?: { readonly methodId: string; readonly name: string };
  readonly lines: readonly OrderLine[];
  readonly totals: OrderTotals;
  readonly status: OrderStatus;
  readonly version: number;
  readonly paymentId: string | null;
  /** Payments that came when the order was no longer to be paid; each is noted once. */
  readonly latePaymentIds: readonly string[];
  readonly shipment: Shipment | null;
  readonly cancelReason: CancelReason | null;
  readonly invoiceNumber: string | null;
  readonly invoicedAt: Date | null;
  readonly returns: readonly ReturnRequest[];
  readonly refunds: readonly { readonly refundId: string; readonly amount: Money }[];
  readonly disputes: readonly { readonly disputeId: string; readonly decision: string | null }[];
  readonly placedAt: Date;
  readonly updatedAt: Date;
};

/** Adds up lines of one currency. */
export function totalsOf(lines: readonly PlacedLine[], currency: string): OrderTotals {
  const items = sum(
    lines.map((line) => line.itemsTotal),
    currency,
  );
  const shipping = sum(
    lines.map((line) => line.shipping),
    currency,
  );
  const tax = sum(
    lines.map((line) => line.tax),
    currency,
  );
  return { items, shipping, tax, total: add(add(items, shipping), tax) };
}
