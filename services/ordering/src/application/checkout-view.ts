import type { Money } from '@haat/domain';
import { type CheckoutStatus, checkoutStatus, type Order } from '../domain/index.ts';
import type { PlacedCheckout } from './ports/checkout-reader.ts';
import type { OrderSummary } from './ports/order-reader.ts';

export type CheckoutView = {
  readonly checkoutId: string;
  readonly cartId: string;
  readonly status: CheckoutStatus;
  readonly total: Money;
  readonly orders: readonly OrderSummary[];
  readonly placedAt: Date;
};

export const viewCheckout = ({ checkout, orders }: PlacedCheckout): CheckoutView => ({
  checkoutId: checkout.checkoutId,
  cartId: checkout.cartId,
  status: checkoutStatus(orders.map((order) => order.status)),
  total: checkout.total,
  orders,
  placedAt: checkout.placedAt,
});

export function summaryOf(order: Order): OrderSummary {
  const { orderId, orderNumber, checkoutId, storeId, storeName, status, placedAt, updatedAt } = order;
  return {
    orderId,
    orderNumber,
    checkoutId,
    storeId,
    storeName,
    status,
    placedAt,
    updatedAt,
    total: order.totals.total,
  };
}
