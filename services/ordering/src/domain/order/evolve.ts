import type { Order, ReturnRequest } from './order.ts';
import { totalsOf } from './order.ts';
import type { OrderEvent, OrderPlaced, RecordedOrderEvent } from './order.events.ts';

/**
 * What an order is after one more event. It decides nothing and refuses nothing: what was recorded has happened. Parts
 * that an event does not touch keep their identity, so that an adapter can tell what has changed.
 */
export function evolve(order: Order | null, event: RecordedOrderEvent): Order {
  if (event.type === 'OrderPlaced') return placed(event.data, event);
  if (order === null) throw new Error(`the stream of an order begins with ${event.type}`);
  return { ...order, ...changeBy(order, event), version: event.version, updatedAt: event.occurredAt };
}

/** The order that a stream of events amounts to; null for an empty stream. */
export const fold = (events: readonly RecordedOrderEvent[]): Order | null => events.reduce<Order | null>(evolve, null);

type LaterEvent = Exclude<RecordedOrderEvent, { type: 'OrderPlaced' }>;

function changeBy(order: Order, event: LaterEvent): Partial<Order> {
  switch (event.type) {
    case 'OrderPaid':
      return { status: 'paid', paymentId: event.data.paymentId };
    case 'PaymentArrivedTooLate':
      return { latePaymentIds: [...order.latePaymentIds, event.data.paymentId] };
    case 'OrderConfirmed':
      return { status: 'confirmed' };
    case 'ProcessingStarted':
      return { status: 'processing' };
    case 'OrderShipped':
      return { status: 'shipped', shipment: { ...event.data, shippedAt: event.occurredAt, deliveredAt: null } };
    case 'OrderDelivered':
      return { status: 'delivered', shipment: order.shipment && { ...order.shipment, deliveredAt: event.occurredAt } };
    case 'OrderCancelled':
      return { status: 'cancelled', cancelReason: event.data.reason };
    case 'InvoiceIssued':
      return { invoiceNumber: event.data.invoiceNumber, invoicedAt: event.occurredAt };
    case 'ReturnRequested':
      return {
        returns: [
          ...order.returns,
          { ...event.data, status: 'requested', requestedAt: event.occurredAt, decidedAt: null },
        ],
      };
    case 'ReturnAccepted':
      return accepted(order, event.data.returnId, event.occurredAt);
    case 'ReturnDeclined':
      return { returns: decided(order, event.data.returnId, { status: 'declined', decidedAt: event.occurredAt }) };
    case 'RefundReceived':
      return { refunds: [...order.refunds, { refundId: event.data.refundId, amount: event.data.amount }] };
    case 'OrderReturned':
      return { status: 'returned' };
    case 'DisputeOpened':
      return { disputes: [...order.disputes, { disputeId: event.data.disputeId, decision: null }] };
    case 'DisputeDecided':
      return { disputes: withDecision(order, event.data.disputeId, event.data.decision) };
  }
}

function placed(data: OrderPlaced['data'], { version, occurredAt }: RecordedOrderEvent): Order {
  const currency = data.lines[0]!.unitPrice.currency;
  return {
    ...data,
    lines: data.lines.map((line) => ({ ...line, returnedQuantity: 0 })),
    totals: totalsOf(data.lines, currency),
    status: 'placed',
    version,
    paymentId: null,
    latePaymentIds: [],
    shipment: null,
    cancelReason: null,
    invoiceNumber: null,
    invoicedAt: null,
    returns: [],
    refunds: [],
    disputes: [],
    placedAt: occurredAt,
    updatedAt: occurredAt,
  };
}

function accepted(order: Order, returnId: string, decidedAt: Date): Partial<Order> {
  const units = new Map<string, number>();
  for (const line of order.returns.find((request) => request.returnId === returnId)?.lines ?? []) {
    units.set(line.orderLineId, (units.get(line.orderLineId) ?? 0) + line.quantity);
  }
  return {
    returns: decided(order, returnId, { status: 'accepted', decidedAt }),
    lines: order.lines.map((line) => ({
      ...line,
      returnedQuantity: line.returnedQuantity + (units.get(line.orderLineId) ?? 0),
    })),
  };
}

const decided = (order: Order, returnId: string, decision: Pick<ReturnRequest, 'status' | 'decidedAt'>) =>
  order.returns.map((request) => (request.returnId === returnId ? { ...request, ...decision } : request));

const withDecision = (order: Order, disputeId: string, decision: string) => [
  ...order.disputes.filter((dispute) => dispute.disputeId !== disputeId),
  { disputeId, decision },
];

/** Decides on several pieces of news of one order in turn, each on what the one before left. */
export function evolveAll<News>(
  order: Order,
  news: readonly News[],
  decide: (order: Order, item: News) => readonly OrderEvent[],
): OrderEvent[] {
  const decided: OrderEvent[] = [];
  let current = order;
  for (const item of news) {
    const events = decide(current, item);
    current = evolveBy(current, events, { occurredAt: current.updatedAt, actor: '' });
    decided.push(...events);
  }
  return decided;
}

/** The order after events that were just decided; `fold` of its stream with these appended gives the same. */
export function evolveBy(
  order: Order,
  events: readonly OrderEvent[],
  record: { readonly occurredAt: Date; readonly actor: string },
): Order {
  return events.reduce<Order>(
    (current, event) => evolve(current, { ...event, ...record, version: current.version + 1 }),
    order,
  );
}
