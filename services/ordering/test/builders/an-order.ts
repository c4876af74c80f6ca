import { money, multiply } from '@haat/domain';
import {
  type Address,
  evolve,
  evolveBy,
  type Order,
  type OrderEvent,
  type OrderPlaced,
  type PlacedLine,
} from '../../src/domain/index.ts';

export const T0 = new Date('2026-03-01T10:00:00.000Z');
const ADDRESS: Address = { name: 'Ana', line1: 'Rua A 1', city: 'Recife', country: 'BR' };

export function aLine(orderLineId: string, quantity = 2): PlacedLine {
  const unitPrice = money(1000n, 'BRL');
  return {
    ...{
      orderLineId,
      variantId: `v-${orderLineId}`,
      productId: `p-${orderLineId}`,
      sku: 'SKU',
      title: 'Mug',
      options: {},
      quantity,
    },
    ...{ unitPrice, itemsTotal: multiply(unitPrice, quantity), shipping: money(250n, 'BRL'), tax: money(0n, 'BRL') },
  };
}

/** An order of two lines with two and one units, brought as far as the given events take it. */
export function anOrder(...events: OrderEvent[]): Order {
  const placed: OrderPlaced = {
    type: 'OrderPlaced',
    data: {
      ...{
        orderId: 'o-1',
        orderNumber: 'H-1',
        checkoutId: 'c-1',
        storeId: 's-1',
        storeName: 'Shop',
        owner: 'user:u-1',
        email: 'a@b.c',
      },
      ...{ shippingAddress: ADDRESS, lines: [aLine('l-1'), aLine('l-2', 1)] },
    },
  };
  return after(evolve(null, { ...placed, version: 1, occurredAt: T0, actor: 'user:u-1' }), events);
}

export const after = (order: Order, events: readonly OrderEvent[]): Order =>
  evolveBy(order, events, { occurredAt: T0, actor: 'test' });

export const PAID: OrderEvent = { type: 'OrderPaid', data: { paymentId: 'pay-1' } };
export const CONFIRMED: OrderEvent = { type: 'OrderConfirmed', data: {} };
export const PROCESSING: OrderEvent = { type: 'ProcessingStarted', data: {} };
export const SHIPPED: OrderEvent = { type: 'OrderShipped', data: { carrier: 'C', trackingNumber: 'T' } };
export const DELIVERED: OrderEvent = { type: 'OrderDelivered', data: { by: 'buyer' } };
export const CANCELLED: OrderEvent = { type: 'OrderCancelled', data: { reason: 'buyer_request', note: '' } };
export const RETURNED: OrderEvent = { type: 'OrderReturned', data: {} };
