import type { z } from 'zod';
import { events, type EventName } from './events.ts';

/** What partners are told of one integration event: just the fields that are theirs to know. */
export type WebhookEventDefinition = {
  /** The integration event it is made from. */
  readonly from: EventName;
  readonly summary: string;
  /** Parsing an event's data with it leaves everything else out. */
  readonly data: z.ZodType;
};

const webhookEvent = <From extends EventName, Data extends z.ZodType>(from: From, summary: string, data: Data) => ({
  from,
  summary,
  data,
});

/** Whose order it is and which others were bought with it stays with the marketplace; a store sees its own order. */
const NOT_FOR_PARTNERS = { checkoutId: true, owner: true, email: true } as const;

/**
 * The events that webhooks tell, by their public names. They hold ids, amounts and states but nothing about people: who
 * may read an order's address reads the order.
 */
export const webhookEvents = {
  'order.paid': webhookEvent('orderPaid', 'An order was paid', events.orderPaid.data.omit(NOT_FOR_PARTNERS)),
  'order.confirmed': webhookEvent(
    'orderConfirmed',
    'An order was confirmed: it is paid and its goods are taken from the shelf',
    events.orderConfirmed.data.omit({ ...NOT_FOR_PARTNERS, storeName: true }),
  ),
  'order.shipped': webhookEvent(
    'orderShipped',
    'An order was handed to the carrier',
    events.orderShipped.data.omit(NOT_FOR_PARTNERS),
  ),
  'order.delivered': webhookEvent(
    'orderDelivered',
    'An order has reached its buyer',
    events.orderDelivered.data.omit(NOT_FOR_PARTNERS),
  ),
  'order.cancelled': webhookEvent(
    'orderCancelled',
    'An order was cancelled',
    events.orderCancelled.data.omit(NOT_FOR_PARTNERS),
  ),
  'return.accepted': webhookEvent(
    'returnAccepted',
    'A return was accepted',
    events.returnAccepted.data.omit(NOT_FOR_PARTNERS),
  ),
  'refund.issued': webhookEvent('refundIssued', 'Money went back to a buyer', events.refundIssued.data),
  'dispute.opened': webhookEvent('disputeOpened', 'A dispute about an order was opened', events.disputeOpened.data),
  'dispute.decided': webhookEvent('disputeDecided', 'A dispute was decided', events.disputeDecided.data),
  'escrow.released': webhookEvent(
    'escrowReleased',
    "An order's money went from escrow to the store's wallet",
    events.escrowReleased.data,
  ),
  'payout.paid': webhookEvent('payoutPaid', 'A payout was paid', events.payoutPaid.data),
  'product.changed': webhookEvent('productChanged', 'A product was created or changed', events.productChanged.data),
  'stock.low': webhookEvent('lowStock', 'What is left of a variant fell to its threshold', events.lowStock.data),
  'review.written': webhookEvent('reviewWritten', 'A review of a product was written', events.reviewWritten.data),
  'store.changed': webhookEvent(
    'storeChanged',
    "The store's profile or status changed",
    events.storeChanged.data.omit({ ownerIds: true }),
  ),
} as const satisfies Readonly<Record<string, WebhookEventDefinition>>;

export type WebhookEventType = keyof typeof webhookEvents;

/** Sent by hand only, to see whether an endpoint hears. */
export const WEBHOOK_TEST_TYPE = 'webhook.test';
