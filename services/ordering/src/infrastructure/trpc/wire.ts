import type { orderingContract, OutputOf } from '@haat/contracts';
import { type Money, sum } from '@haat/domain';
import type { CartView } from '../../application/cart-view.ts';
import type { CheckoutView } from '../../application/checkout-view.ts';
import type { OrderSummary } from '../../application/ports/order-reader.ts';
import {
  type Activity,
  discountOf,
  type ExplainedLine,
  type Explanation,
  explanationsOf,
  type Order,
  type ReturnRequest,
  type ShortLine,
} from '../../domain/index.ts';

type Procedures = typeof orderingContract.procedures;
export type Output<Name extends keyof Procedures> = OutputOf<Procedures[Name]>;
type CartWire = Output<'getCart'>;
type OrderWire = Output<'getOrder'>;

const money = ({ amountMinor, currency }: Money) => ({ amountMinor: amountMinor.toString(), currency });

export const cartWire = (cart: CartView): CartWire => ({
  ...cart,
  lines: cart.lines.map((line) => ({
    ...line,
    unitPrice: money(line.unitPrice),
    discount: money(line.discount),
    explanations: line.explanations.map(explanationWire),
    previousUnitPrice: line.previousUnitPrice && money(line.previousUnitPrice),
  })),
  coupons: cart.coupons.map((coupon) => ({ ...coupon, applied: coupon.reason === null })),
  itemsTotal: cart.itemsTotal && money(cart.itemsTotal),
  discount: cart.discount && money(cart.discount),
  expiresAt: cart.expiresAt.toISOString(),
});

export const summaryWire = (order: OrderSummary) => ({
  ...order,
  total: money(order.total),
  placedAt: order.placedAt.toISOString(),
  updatedAt: order.updatedAt.toISOString(),
});

export const checkoutWire = (checkout: CheckoutView): Output<'getCheckout'> => ({
  ...checkout,
  total: money(checkout.total),
  orders: checkout.orders.map(summaryWire),
  placedAt: checkout.placedAt.toISOString(),
});

export const totalsWire = ({ totals, lines }: Pick<Order, 'totals' | 'lines'>) => ({
  items: money(totals.items),
  discount: money(sum(lines.map(discountOf), totals.items.currency)),
  shipping: money(totals.shipping),
  tax: money(totals.tax),
  total: money(totals.total),
});

export const explanationWire = ({ amount, rule, from, included, ...rest }: Explanation) => ({
  ...rest,
  rule: { ...rule },
  amount: money(amount),
  ...(from === undefined ? {} : { from: money(from) }),
  ...(included === undefined ? {} : { included: money(included) }),
});

/** What a line costs and why. */
export const costsWire = (line: ExplainedLine) => ({
  itemsTotal: money(line.itemsTotal),
  discount: money(discountOf(line)),
  shipping: money(line.shipping),
  tax: money(line.tax),
  explanations: explanationsOf(line).map(explanationWire),
});

export const orderWire = (order: Order): OrderWire => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  checkoutId: order.checkoutId,
  storeId: order.storeId,
  storeName: order.storeName,
  status: order.status,
  version: order.version,
  lines: order.lines.map((line) => ({
    ...line,
    unitPrice: money(line.unitPrice),
    ...costsWire(line),
  })),
  totals: totalsWire(order),
  shippingMethod: order.shippingMethod ?? null,
  shippingAddress: order.shippingAddress,
  email: order.email,
  shipment: order.shipment && {
    ...order.shipment,
    shippedAt: order.shipment.shippedAt.toISOString(),
    deliveredAt: order.shipment.deliveredAt?.toISOString() ?? null,
  },
  cancelReason: order.cancelReason,
  invoiceNumber: order.invoiceNumber,
  placedAt: order.placedAt.toISOString(),
  updatedAt: order.updatedAt.toISOString(),
});

export const returnWire = (request: ReturnRequest, orderId: string): Output<'requestReturn'> => ({
  ...request,
  orderId,
  lines: request.lines.map((line) => ({ ...line })),
  requestedAt: request.requestedAt.toISOString(),
  decidedAt: request.decidedAt?.toISOString() ?? null,
});

export const activityWire = (activity: Activity) => ({ ...activity, at: activity.at.toISOString() });

export const moneyWire = money;

export const shortLinesWire = (lines: readonly ShortLine[]) => lines.map((line) => ({ ...line }));
