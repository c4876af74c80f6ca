import { z } from 'zod';
import { cancelReason, tender } from './ordering-schemas.ts';
import { role } from './identity.ts';
import { storeRole } from './stores.ts';
import { productStatus } from './catalog.ts';
import { currency, id, instant, money } from './shared.ts';

/** The declaration of one integration event: its CloudEvents type, topic, what it is keyed by, and its data. */
export type EventDefinition<Data extends z.ZodType = z.ZodType> = {
  readonly type: string;
  readonly topic: string;
  readonly data: Data;
};

const event = <Data extends z.ZodType>(type: string, data: Data): EventDefinition<Data> => ({
  type,
  topic: type.slice(0, type.indexOf('.')),
  data,
});

const orderLineData = z.object({
  orderLineId: id(),
  variantId: id(),
  productId: id(),
  sku: z.string(),
  title: z.string(),
  quantity: z.int(),
  items: money(),
  shipping: money(),
  tax: money(),
});

/** What most readers of an order's events need, so that none of them has to ask back. */
const orderFacts = {
  orderId: id(),
  orderNumber: z.string(),
  checkoutId: id(),
  storeId: id(),
  /** `user:<id>` or `guest:<id>`. */
  owner: z.string(),
  email: z.string(),
  total: money(),
};

/**
 * All integration events. The type carries the version; data holds primitives only; the key named beside each is what
 * keeps their order.
 */
export const events = {
  /** Key: user. */
  userRegistered: event(
    'identity.user-registered.v1',
    z.object({ userId: id(), email: z.string().nullable(), displayName: z.string().nullable() }),
  ),
  /** Key: user. Roles, revocation or disabling changed; whoever remembers an answer of `authenticate` must forget it. */
  accessChanged: event(
    'identity.access-changed.v1',
    z.object({ userId: id(), roles: z.array(role()), disabled: z.boolean() }),
  ),
  /**
   * Key: user. The account is gone for good; whoever keeps something personal of it replaces it. The digests (SHA-256 of
   * the addresses in lower case) find mails that were kept by address alone.
   */
  accountErased: event(
    'identity.account-erased.v1',
    z.object({ userId: id(), erasedAt: instant(), addressDigests: z.array(z.string()) }),
  ),
  /** Key: store. Sent at every change of status, profile or currency. */
  storeChanged: event(
    'stores.store-changed.v1',
    z.object({
      storeId: id(),
      name: z.string(),
      slug: z.string(),
      status: z.enum(['applied', 'approved', 'rejected', 'suspended']),
      currency: currency(),
      ownerIds: z.array(id()),
    }),
  ),
  /** Key: store. `role` is null when the membership has ended. */
  memberChanged: event(
    'stores.member-changed.v1',
    z.object({ storeId: id(), userId: id(), role: storeRole().nullable() }),
  ),
  /** Key: product. */
  productChanged: event(
    'catalog.product-changed.v1',
    z.object({
      productId: id(),
      storeId: id(),
      title: z.string(),
      status: productStatus(),
      variants: z.array(z.object({ variantId: id(), sku: z.string(), price: money() })),
    }),
  ),
  /** Key: product. */
  reviewWritten: event(
    'catalog.review-written.v1',
    z.object({ reviewId: id(), productId: id(), storeId: id(), orderId: id(), rating: z.int() }),
  ),
  /** Key: variant. Sent when a variant comes into stock or runs out, not at each sale. */
  stockStatusChanged: event(
    'inventory.stock-status-changed.v1',
    z.object({ variantId: id(), storeId: id(), inStock: z.boolean(), available: z.int() }),
  ),
  /** Key: variant. Sent once when what is available falls to the threshold. */
  lowStock: event(
    'inventory.low-stock.v1',
    z.object({ variantId: id(), storeId: id(), sku: z.string(), available: z.int(), threshold: z.int() }),
  ),
  /**
   * Key: variant. What can be bought has changed: always when the seller says so, and by sales only while few are left, so
   * that selling from a full shelf tells nobody.
   */
  stockLevelChanged: event(
    'inventory.stock-level-changed.v1',
    z.object({ variantId: id(), productId: id(), storeId: id(), available: z.int() }),
  ),
  /** Key: order. */
  stockDeducted: event('inventory.stock-deducted.v1', z.object({ orderId: id(), checkoutId: id() })),
  /** Key: order. The reservation was gone when the money came, and the shelf is empty. */
  stockShort: event(
    'inventory.stock-short.v1',
    z.object({ orderId: id(), checkoutId: id(), variantIds: z.array(id()) }),
  ),
  /** Key: checkout. The order exists before money moves. */
  checkoutPlaced: event(
    'ordering.checkout-placed.v1',
    z.object({
      checkoutId: id(),
      owner: z.string(),
      email: z.string(),
      total: money(),
      orders: z.array(
        z.object({
          orderId: id(),
          orderNumber: z.string(),
          storeId: id(),
          total: money(),
          lines: z.array(orderLineData),
        }),
      ),
      tenders: z.array(tender()),
      /** When the promise of stock ends; a payment not settled by then fails. */
      expiresAt: instant(),
    }),
  ),
  /** Key: order. */
  orderPaid: event('ordering.order-paid.v1', z.object(orderFacts)),
  /** Key: order. */
  orderConfirmed: event(
    'ordering.order-confirmed.v1',
    z.object({ ...orderFacts, storeName: z.string(), lines: z.array(orderLineData) }),
  ),
  /** Key: order. */
  orderShipped: event(
    'ordering.order-shipped.v1',
    z.object({ ...orderFacts, carrier: z.string(), trackingNumber: z.string(), shippedAt: instant() }),
  ),
  /** Key: order. `by` tells whether the buyer confirmed or the time for it passed. */
  orderDelivered: event(
    'ordering.order-delivered.v1',
    z.object({ ...orderFacts, deliveredAt: instant(), by: z.enum(['buyer', 'timer']), lines: z.array(orderLineData) }),
  ),
  /** Key: order. Payments gives back what was paid; inventory gives back what was promised or deducted. */
  orderCancelled: event(
    'ordering.order-cancelled.v1',
    z.object({ ...orderFacts, reason: cancelReason(), note: z.string() }),
  ),
  /** Key: order. */
  returnAccepted: event(
    'ordering.return-accepted.v1',
    z.object({
      ...orderFacts,
      returnId: id(),
      reason: z.string(),
      lines: z.array(z.object({ orderLineId: id(), variantId: id(), quantity: z.int() })),
    }),
  ),
  /** Key: checkout. */
  paymentCompleted: event(
    'payments.payment-completed.v1',
    z.object({ paymentId: id(), checkoutId: id(), orderIds: z.array(id()), amount: money() }),
  ),
  /** Key: checkout. */
  paymentFailed: event(
    'payments.payment-failed.v1',
    z.object({
      paymentId: id(),
      checkoutId: id(),
      orderIds: z.array(id()),
      reason: z.enum(['declined', 'timed_out', 'cancelled']),
      declineCode: z.string().nullable(),
    }),
  ),
  /** Key: order. `by` tells what released it. */
  escrowReleased: event(
    'payments.escrow-released.v1',
    z.object({
      orderId: id(),
      storeId: id(),
      toStore: money(),
      commission: money(),
      by: z.enum(['delivery', 'timer', 'dispute']),
      releasedAt: instant(),
    }),
  ),
  /** Key: order. */
  refundIssued: event(
    'payments.refund-issued.v1',
    z.object({
      refundId: id(),
      orderId: id(),
      storeId: id(),
      amount: money(),
      reason: z.string(),
      complete: z.boolean(),
      refundedAt: instant(),
    }),
  ),
  /** Key: order. */
  disputeOpened: event(
    'payments.dispute-opened.v1',
    z.object({ disputeId: id(), orderId: id(), storeId: id(), reason: z.string() }),
  ),
  /** Key: order. */
  disputeDecided: event(
    'payments.dispute-decided.v1',
    z.object({ disputeId: id(), orderId: id(), storeId: id(), decision: z.enum(['released', 'refunded', 'split']) }),
  ),
  /** Key: payout. */
  payoutPaid: event('payments.payout-paid.v1', z.object({ payoutId: id(), storeId: id(), amount: money() })),
  /** Key: user. */
  noticeCreated: event(
    'notifications.notice-created.v1',
    z.object({
      noticeId: id(),
      userId: id(),
      kind: z.string(),
      title: z.string(),
      body: z.string(),
      subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
      createdAt: instant(),
    }),
  ),
  /** Key: the two currencies. A rate was set, perhaps for a later moment; `rate` is a decimal number in digits. */
  exchangeRateChanged: event(
    'payments.exchange-rate-changed.v1',
    z.object({
      rateId: id(),
      baseCurrency: currency(),
      quoteCurrency: currency(),
      rate: z.string(),
      effectiveFrom: instant(),
    }),
  ),
} as const;

export type EventName = keyof typeof events;
export type EventData<Name extends EventName> = z.output<(typeof events)[Name]['data']>;

/** A CloudEvents 1.0 envelope with the data of one declared event. */
export type IntegrationEvent<Name extends EventName = EventName> = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: (typeof events)[Name]['type'];
  readonly subject: string;
  readonly time: string;
  readonly traceparent?: string;
  readonly data: EventData<Name>;
};
