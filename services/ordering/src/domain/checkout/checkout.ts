import type { Money } from '@haat/domain';
import type { Address } from '../address.ts';
import type { OrderPlaced } from '../order/order.events.ts';
import type { OrderStatus } from '../order/order-status.ts';
import { type Explanation, isUsual } from '../pricing/explanation.ts';
import type { PricedLine, PricedOrder } from './pricing.ts';

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
  const lines = order.lines.map((line, index) => ({ orderLineId: lineIds[index]!, ...soldLine(line) }));
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
    ...(order.chosenMethod && {
      shippingMethod: { methodId: order.chosenMethod.methodId, name: order.chosenMethod.name },
    }),
  };
  return { type: 'OrderPlaced', data };
}

/** What says nothing but the usual is left out: whoever reads the line derives it; see {@link explanationsOf}. */
const soldLine = ({ variant, quantity, unitPrice, itemsTotal, discount, shipping, tax, explanations }: PricedLine) => ({
  variantId: variant.variantId,
  productId: variant.productId,
  sku: variant.sku,
  title: variant.title,
  options: variant.options,
  ...{ quantity, unitPrice, itemsTotal, shipping, tax },
  ...(discount.amountMinor !== 0n && { discount }),
  ...(explanations.every(isUsual) ? {} : { explanations }),
});

/** The promotions that took something off an order. */
export function promotionsUsed(lines: readonly { readonly explanations?: readonly Explanation[] }[]): string[] {
  const discounts = lines.flatMap(({ explanations = [] }) => explanations.filter(({ kind }) => kind === 'discount'));
  return [...new Set(discounts.map(({ rule }) => rule.id))].sort();
}
