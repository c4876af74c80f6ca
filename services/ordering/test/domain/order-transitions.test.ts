import { describe, expect, it } from '@jest/globals';
import {
  cancel,
  cancelForLackOfStock,
  cancelUnpaid,
  canMove,
  confirm,
  confirmDelivery,
  deliverByTimer,
  type Order,
  type OrderEvent,
  ORDER_STATUSES,
  type OrderStatus,
  ship,
  startProcessing,
  markPaid,
} from '../../src/domain/index.ts';
import {
  after,
  anOrder,
  CANCELLED,
  CONFIRMED,
  DELIVERED,
  PAID,
  PROCESSING,
  RETURNED,
  SHIPPED,
} from '../builders/an-order.ts';

const ORDERS: Record<OrderStatus, Order> = {
  placed: anOrder(),
  paid: anOrder(PAID),
  confirmed: anOrder(PAID, CONFIRMED),
  processing: anOrder(PAID, CONFIRMED, PROCESSING),
  shipped: anOrder(PAID, CONFIRMED, SHIPPED),
  delivered: anOrder(PAID, CONFIRMED, SHIPPED, DELIVERED),
  cancelled: anOrder(CANCELLED),
  returned: anOrder(PAID, CONFIRMED, SHIPPED, RETURNED),
};

type Verb = (order: Order) => OrderEvent[];

/** Verbs of people: they move the order or refuse with a reason. */
const COMMANDS: [name: string, to: OrderStatus, verb: Verb][] = [
  ['startProcessing', 'processing', startProcessing],
  ['ship', 'shipped', (order) => ship(order, { carrier: 'C', trackingNumber: 'T' })],
  ['confirmDelivery', 'delivered', confirmDelivery],
  ['cancel', 'cancelled', (order) => cancel(order, 'buyer_request', '')],
];

/** Verbs of other contexts: they move the order or leave it, in whatever order their news comes. */
const REACTIONS: [name: string, from: OrderStatus, to: OrderStatus, verb: Verb][] = [
  ['markPaid', 'placed', 'paid', (order) => markPaid(order, 'pay-1')],
  ['cancelUnpaid', 'placed', 'cancelled', (order) => cancelUnpaid(order, 'payment_failed')],
  ['confirm', 'paid', 'confirmed', confirm],
  ['cancelForLackOfStock', 'paid', 'cancelled', cancelForLackOfStock],
  ['deliverByTimer', 'shipped', 'delivered', deliverByTimer],
];

describe('the table of transitions', () => {
  it('leads from every status but the last ones to another', () => {
    for (const status of ORDER_STATUSES) {
      const isLast = status === 'cancelled' || status === 'returned';
      expect(ORDER_STATUSES.some((to) => canMove(status, to))).toBe(!isLast);
    }
  });

  it.each(ORDER_STATUSES)('has an order that is %s', (status) => expect(ORDERS[status].status).toBe(status));
});

describe.each(COMMANDS)('%s', (_name, to, verb) => {
  it.each(ORDER_STATUSES)('moves or refuses an order that is %s as the table says', (from) => {
    const order = ORDERS[from];
    if (canMove(from, to)) expect(after(order, verb(order)).status).toBe(to);
    else expect(() => verb(order)).toThrow(expect.objectContaining({ code: 'ordering.wrong_status' }));
  });
});

describe.each(REACTIONS)('%s', (_name, from, to, verb) => {
  it.each(ORDER_STATUSES)('leaves the status of an order that is %s unless it is its turn', (status) => {
    const order = ORDERS[status];
    expect(after(order, verb(order)).status).toBe(status === from ? to : status);
  });
});
