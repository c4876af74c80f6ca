import type { orderingContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { OrderPage } from '../../application/queries/list-orders.ts';
import { fromCursor, toCursor } from './order-cursor.ts';
import type { createPricingHandlers } from './pricing-handlers.ts';
import { activityWire, orderWire, returnWire, summaryWire } from './wire.ts';

type CartProcedures =
  'createCart' | 'getCart' | 'setCartLine' | 'mergeCart' | 'quoteCheckout' | 'placeCheckout' | 'getCheckout';
/** Plain reading, wired without a use case. */
type PrivacyProcedures = 'personalDataOf' | 'openOrdersOf';
type OrderHandlers = Omit<
  Handlers<typeof orderingContract>,
  CartProcedures | PrivacyProcedures | keyof ReturnType<typeof createPricingHandlers>
>;

/** Orders over the wire. */
export const createOrderHandlers = (app: Application): OrderHandlers => ({
  async getOrder({ actor, input: { orderId, asOf } }) {
    return orderWire(await app.getOrder(actor, { orderId, asOf: asOf === undefined ? undefined : new Date(asOf) }));
  },
  async listMyOrders({ actor, input: { limit, cursor, status } }) {
    return pageWire(await app.listMyOrders(actor, { limit, status, after: fromCursor(cursor) }));
  },
  async listStoreOrders({ input: { storeId, limit, cursor, status } }) {
    return pageWire(await app.listStoreOrders(storeId, { limit, status, after: fromCursor(cursor) }));
  },
  async getTimeline({ actor, input }) {
    return { items: (await app.getTimeline(actor, input.orderId)).map(activityWire) };
  },
  async getInvoice({ actor, input }) {
    const { fileName, bytes } = await app.getInvoice(actor, input.orderId);
    return { fileName, base64: Buffer.from(bytes).toString('base64') };
  },
  issueInvoice: async ({ intent, input }) => orderWire(await app.issueInvoice(intent, input)),
  startProcessing: async ({ intent, input }) => orderWire(await app.startProcessing(intent, input)),
  shipOrder: async ({ intent, input }) => orderWire(await app.shipOrder(intent, input)),
  confirmDelivery: async ({ intent, input }) => orderWire(await app.confirmDelivery(intent, input)),
  cancelOrder: async ({ intent, input }) => orderWire(await app.cancelOrder(intent, input)),
  requestReturn: async ({ intent, input }) => returnWire(await app.requestReturn(intent, input), input.orderId),
  async listReturns({ actor, input }) {
    const returns = await app.listReturns(actor, input.orderId);
    return { items: returns.map((request) => returnWire(request, input.orderId)) };
  },
  decideReturn: async ({ intent, input }) => returnWire(await app.decideReturn(intent, input), input.orderId),
  async describeOrder({ input }) {
    const order = await app.describeOrder(input.orderId);
    return { order: order && orderWire(order), owner: order?.owner ?? null };
  },
});

const pageWire = ({ items, next }: OrderPage) => ({
  items: items.map(summaryWire),
  nextCursor: next && toCursor(next),
});
