import type { Money } from '@haat/domain';
import type { Address } from '../address.ts';
import type { OrderPlaced } from '../order/order.events.ts';
import type { OrderStatus } from '../order/order-status.ts';
import type { PricedOrder } from './pricing.ts';

/** One payment over one or more orders. Its status is what its orders say and is stored nowhere. */
export type Checkout = {
  readonly checkoutId: string;
  readonly cartId: string;
  readonly owner: string;
  readonly email: string;
  readonly total: Money;
  readonly placedAt: Date;
  /** When the promise of stock, and with it the time to pay, ends. */
  readonly expiresAt: Date;
};

export type CheckoutStatus = 'placed' | 'paid' | 'cancelled';

/** Cancelled when nothing is left to be delivered, paid once no order waits for money. */
export function checkoutStatus(statuses: readonly OrderStatus[]): CheckoutStatus {
  if (statuses.every((status) => status === 'cancelled')) return 'cancelled';
  return statuses.includes('placed') ? 'placed' : 'paid';
}

/** How long stock is promised to a checkout that is not paid. */
export type ReservationPolicy = { readonly lifetimeMs: number };
export const fifteenMinutes: ReservationPolicy = { lifetimeMs: 15 * 60_000 };

export type OrderNames = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly storeName: string;
  readonly lineIds: readonly string[];
};

/** The first event of an order, from its priced lines. */
export function placeOrder(
  order: PricedOrder,
  names: OrderNames,
  checkout: Pick<Checkout, 'checkoutId' | 'owner' | 'email'> & { readonly shippingAddress: Address },
): OrderPlaced {
  const { checkoutId, owner, email, shippingAddress } = checkout;
  const { orderId, orderNumber, storeName, lineIds } = names;
  const lines = order.lines.map(({ variant, quantity, itemsTotal, shipping, tax }, index) => ({
    orderLineId: lineIds[index]!,
    variantId: variant.variantId,
    productId: variant.productId,
    sku: variant.sku,
    title: variant.title,
    options: variant.options,
    quantity,
    unitPrice: variant.price,
    itemsTotal,
    shipping,
    tax,
  }));
  const data = {
    orderId,
    orderNumber,
    checkoutId,
    storeId: order.storeId,
    storeName,
    owner,
    email,
    shippingAddress,
    lines,
  };
  return { type: 'OrderPlaced', data };
}
