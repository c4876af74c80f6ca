import type { EventData } from '@haat/contracts';
import type { Money } from '@haat/domain';
import { integrationEvent, type OutboxEvent } from '@haat/service-kit';
import type { Checkout, Order, OrderEvent, PlacedLine, Tender } from '../../domain/index.ts';

type LineData = EventData<'checkoutPlaced'>['orders'][number]['lines'][number];

/** What other contexts are told of an event that was just appended; most of an order's inner events concern nobody. */
export function announceOrderEvent(event: OrderEvent, order: Order): OutboxEvent[] {
  const about = { key: order.orderId, subject: order.orderId };
  const facts = factsOf(order);
  switch (event.type) {
    case 'OrderPaid':
      return [integrationEvent('orderPaid', { ...about, data: facts })];
    case 'OrderConfirmed':
      return [
        integrationEvent('orderConfirmed', {
          ...about,
          data: { ...facts, storeName: order.storeName, lines: order.lines.map(lineData) },
        }),
      ];
    case 'OrderShipped':
      return [
        integrationEvent('orderShipped', {
          ...about,
          data: { ...facts, ...event.data, shippedAt: order.updatedAt.toISOString() },
        }),
      ];
    case 'OrderDelivered':
      return [
        integrationEvent('orderDelivered', {
          ...about,
          data: {
            ...facts,
            deliveredAt: order.updatedAt.toISOString(),
            by: event.data.by,
            lines: order.lines.map(lineData),
          },
        }),
      ];
    case 'OrderCancelled':
      return [integrationEvent('orderCancelled', { ...about, data: { ...facts, ...event.data } })];
    case 'ReturnAccepted':
      return [
        integrationEvent('returnAccepted', { ...about, data: { ...facts, ...returnData(order, event.data.returnId) } }),
      ];
    default:
      return [];
  }
}

/** Tells payments of orders that wait for money; it names everything, so that nobody has to ask back. */
export function announceCheckout(
  checkout: Checkout,
  orders: readonly Order[],
  tenders: readonly Tender[],
): OutboxEvent {
  return integrationEvent('checkoutPlaced', {
    key: checkout.checkoutId,
    subject: checkout.checkoutId,
    data: {
      checkoutId: checkout.checkoutId,
      owner: checkout.owner,
      email: checkout.email,
      total: wire(checkout.total),
      orders: orders.map((order) => ({
        orderId: order.orderId,
        orderNumber: order.orderNumber,
        storeId: order.storeId,
        total: wire(order.totals.total),
        lines: order.lines.map(lineData),
      })),
      tenders: tenders.map((tender) => ({ ...tender, amountMinor: tender.amountMinor.toString() })),
      expiresAt: checkout.expiresAt.toISOString(),
    },
  });
}

const wire = ({ amountMinor, currency }: Money) => ({ amountMinor: amountMinor.toString(), currency });

const factsOf = (order: Order): EventData<'orderPaid'> => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  checkoutId: order.checkoutId,
  storeId: order.storeId,
  owner: order.owner,
  email: order.email,
  total: wire(order.totals.total),
});

const lineData = (line: PlacedLine): LineData => ({
  orderLineId: line.orderLineId,
  variantId: line.variantId,
  productId: line.productId,
  sku: line.sku,
  title: line.title,
  quantity: line.quantity,
  items: wire(line.itemsTotal),
  shipping: wire(line.shipping),
  tax: wire(line.tax),
});

function returnData(order: Order, returnId: string) {
  const { reason, lines } = order.returns.find((request) => request.returnId === returnId)!;
  const variantOf = new Map(order.lines.map((line) => [line.orderLineId, line.variantId]));
  return { returnId, reason, lines: lines.map((line) => ({ ...line, variantId: variantOf.get(line.orderLineId)! })) };
}
