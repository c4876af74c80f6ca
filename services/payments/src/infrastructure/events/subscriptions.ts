import { type Subscription, subscription, type Transaction } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { Stores } from '../../application/ports/stores.ts';
import { toPlacedCheckout } from './placed-checkout.ts';

/**
 * How payments reacts to orders. The groups are positions in the stream of events: they are never renamed.
 */
export const createSubscriptions = ({ reactions }: Application, bind: (tx: Transaction) => Stores): Subscription[] => [
  subscription({
    group: 'payments.open-payment',
    on: ['checkoutPlaced'],
    handle: (tx, events) =>
      reactions.openPayments(
        bind(tx),
        events.map(({ data }) => toPlacedCheckout(data)),
      ),
  }),
  subscription({
    group: 'payments.schedule-release',
    on: ['orderShipped'],
    handle: (tx, events) =>
      reactions.scheduleReleases(
        bind(tx),
        events.map(({ data }) => ({ orderId: data.orderId, shippedAt: new Date(data.shippedAt) })),
      ),
  }),
  subscription({
    group: 'payments.release-escrow',
    on: ['orderDelivered'],
    handle: (tx, events) =>
      reactions.releaseEscrows(
        bind(tx),
        events.map(({ data }) => data.orderId),
      ),
  }),
  subscription({
    group: 'payments.refund-cancelled',
    on: ['orderCancelled'],
    handle: (tx, events) =>
      reactions.refundCancelled(
        bind(tx),
        events.map(({ data: { orderId, checkoutId, reason } }) => ({ orderId, checkoutId, reason })),
      ),
  }),
  subscription({
    group: 'payments.refund-returned',
    on: ['returnAccepted'],
    handle: (tx, events) =>
      reactions.refundReturned(
        bind(tx),
        events.map(({ data: { orderId, checkoutId, returnId, reason, lines } }) => ({
          orderId,
          checkoutId,
          returnId,
          reason,
          lines,
        })),
      ),
  }),
];
