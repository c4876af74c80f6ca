import { formatMoney } from '../format-money.ts';
import type { CancelReason, RecordedOrderEvent } from './order.events.ts';

export type Activity = {
  readonly version: number;
  readonly type: string;
  readonly at: Date;
  readonly actor: string;
  readonly text: string;
};

/** The history of an order in words. */
export const timelineOf = (events: readonly RecordedOrderEvent[]): Activity[] =>
  events.map((event) => ({
    version: event.version,
    type: event.type,
    at: event.occurredAt,
    actor: event.actor,
    text: inWords(event),
  }));

const CANCELLED_BECAUSE: Readonly<Record<CancelReason, string>> = {
  buyer_request: 'the buyer asked for it',
  seller_request: 'the store asked for it',
  unavailable: 'the goods are not available',
  payment_failed: 'the payment failed',
  payment_timed_out: 'the payment did not come in time',
  stock_short: 'the goods were sold out when the payment came',
  expired: 'its time ran out',
};

function inWords(event: RecordedOrderEvent): string {
  switch (event.type) {
    case 'OrderPlaced':
      return `Order ${event.data.orderNumber} was placed.`;
    case 'OrderPaid':
      return 'The payment was received and is held until delivery.';
    case 'PaymentArrivedTooLate':
      return 'A payment came after the order had been cancelled; it is given back.';
    case 'OrderConfirmed':
      return 'The goods were taken from stock and the order was confirmed.';
    case 'ProcessingStarted':
      return 'The store began to pack.';
    case 'OrderShipped':
      return `Shipped with ${event.data.carrier}, tracking number ${event.data.trackingNumber}.`;
    case 'OrderDelivered':
      return event.data.by === 'buyer'
        ? 'The buyer confirmed delivery.'
        : 'Counted as delivered because the time for complaints passed.';
    case 'OrderCancelled':
      return `Cancelled because ${CANCELLED_BECAUSE[event.data.reason]}.${event.data.note === '' ? '' : ` ${event.data.note}`}`;
    case 'InvoiceIssued':
      return `Invoice ${event.data.invoiceNumber} was issued.`;
    case 'ReturnRequested':
      return `The buyer asked to return ${unitsOf(event.data.lines)}: ${event.data.reason}`;
    case 'ReturnAccepted':
      return 'The return was accepted.';
    case 'ReturnDeclined':
      return 'The return was declined.';
    case 'RefundReceived':
      return `${formatMoney(event.data.amount)} went back to the buyer.`;
    case 'OrderReturned':
      return 'Everything was returned and refunded.';
    case 'DisputeOpened':
      return `A dispute was opened: ${event.data.reason}`;
    case 'DisputeDecided':
      return `The dispute was decided: ${event.data.decision}.`;
  }
}

function unitsOf(lines: readonly { readonly quantity: number }[]): string {
  const units = lines.reduce((total, line) => total + line.quantity, 0);
  return units === 1 ? '1 unit' : `${units} units`;
}
