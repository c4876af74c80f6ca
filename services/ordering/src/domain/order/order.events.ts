import type { DomainEvent, Money, RecordedEvent } from '@haat/domain';
import type { Address } from '../address.ts';
import type { Explanation } from '../pricing/explanation.ts';

export const CANCEL_REASONS = [
  'buyer_request',
  'seller_request',
  'unavailable',
  'payment_failed',
  'payment_timed_out',
  'stock_short',
  'expired',
] as const;

export type CancelReason = (typeof CANCEL_REASONS)[number];

/** A line as it was sold: nothing that happens to the product later changes it. */
export type PlacedLine = {
  readonly orderLineId: string;
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** After discounts. */
  readonly itemsTotal: Money;
  readonly shipping: Money;
  readonly tax: Money;
  /** What was taken off the items; left out where nothing was, as in all old events. */
  readonly discount?: Money;
  /** Left out where the seller's price and the usual charges say it all. */
  readonly explanations?: readonly Explanation[];
};

export type ReturnLine = { readonly orderLineId: string; readonly quantity: number };

export type OrderPlaced = DomainEvent<
  'OrderPlaced',
  {
    readonly orderId: string;
    readonly orderNumber: string;
    readonly checkoutId: string;
    readonly storeId: string;
    readonly storeName: string;
    /** The principal of the buyer. */
    readonly owner: string;
    readonly email: string;
    readonly shippingAddress: Address;
    readonly lines: readonly PlacedLine[];
    /** The method of the store's own that the buyer chose; left out where the usual charges count. */
    readonly shippingMethod?: { readonly methodId: string; readonly name: string };
  }
>;

/** Everything that can happen to an order. New kinds may be added; a recorded one never changes its meaning. */
export type OrderEvent =
  | OrderPlaced
  | DomainEvent<'OrderPaid', { readonly paymentId: string }>
  | DomainEvent<'PaymentArrivedTooLate', { readonly paymentId: string }>
  | DomainEvent<'OrderConfirmed', Record<never, never>>
  | DomainEvent<'ProcessingStarted', Record<never, never>>
  | DomainEvent<'OrderShipped', { readonly carrier: string; readonly trackingNumber: string }>
  | DomainEvent<'OrderDelivered', { readonly by: 'buyer' | 'timer' }>
  | DomainEvent<'OrderCancelled', { readonly reason: CancelReason; readonly note: string }>
  | DomainEvent<'InvoiceIssued', { readonly invoiceNumber: string }>
  | DomainEvent<
      'ReturnRequested',
      { readonly returnId: string; readonly reason: string; readonly lines: readonly ReturnLine[] }
    >
  | DomainEvent<'ReturnAccepted', { readonly returnId: string }>
  | DomainEvent<'ReturnDeclined', { readonly returnId: string }>
  | DomainEvent<'RefundReceived', { readonly refundId: string; readonly amount: Money; readonly reason: string }>
  | DomainEvent<'OrderReturned', Record<never, never>>
  | DomainEvent<'DisputeOpened', { readonly disputeId: string; readonly reason: string }>
  | DomainEvent<'DisputeDecided', { readonly disputeId: string; readonly decision: 'released' | 'refunded' | 'split' }>;

export type OrderEventType = OrderEvent['type'];

export type RecordedOrderEvent = RecordedEvent<OrderEvent>;
