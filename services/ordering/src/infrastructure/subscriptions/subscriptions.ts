import { money } from '@haat/domain';
import { type Subscription, subscription, type Transaction } from '@haat/service-kit';
import type { ExchangeRates } from '../../application/ports/exchange-rates.ts';
import type { OrderRepository } from '../../application/ports/order-repository.ts';
import type { StoreCopies } from '../../application/ports/store-copies.ts';
import { cancelWhenPaymentFailed } from '../../application/reactions/cancel-when-payment-failed.ts';
import { cancelWhenStockShort } from '../../application/reactions/cancel-when-stock-short.ts';
import { confirmWhenStockDeducted } from '../../application/reactions/confirm-when-stock-deducted.ts';
import { copyRateWhenExchangeRateChanged } from '../../application/reactions/copy-rate-when-exchange-rate-changed.ts';
import { copyStoreWhenStoreChanged } from '../../application/reactions/copy-store-when-store-changed.ts';
import { deliverWhenEscrowReleased } from '../../application/reactions/deliver-when-escrow-released.ts';
import { markPaidWhenPaymentCompleted } from '../../application/reactions/mark-paid-when-payment-completed.ts';
import { noteDisputeWhenOpenedOrDecided } from '../../application/reactions/note-dispute-when-opened-or-decided.ts';
import { noteRefundWhenRefundIssued } from '../../application/reactions/note-refund-when-refund-issued.ts';

type Bind = {
  readonly orders: (tx: Transaction) => OrderRepository;
  readonly storeCopies: (tx: Transaction) => StoreCopies;
  readonly exchangeRates: (tx: Transaction) => ExchangeRates;
};

/**
 * The reactions of ordering. Each group is a position in the stream of events: renaming one makes it begin anew, so
 * none is ever renamed.
 */
export const createSubscriptions = ({ orders, storeCopies, exchangeRates }: Bind): Subscription[] => [
  subscription({
    group: 'ordering.mark-paid-when-payment-completed',
    on: ['paymentCompleted'],
    handle: (tx, events) => markPaidWhenPaymentCompleted(orders(tx), events.map(dataOf)),
  }),
  subscription({
    group: 'ordering.cancel-when-payment-failed',
    on: ['paymentFailed'],
    handle: (tx, events) => cancelWhenPaymentFailed(orders(tx), events.map(dataOf)),
  }),
  subscription({
    group: 'ordering.confirm-when-stock-deducted',
    on: ['stockDeducted'],
    handle: (tx, events) => confirmWhenStockDeducted(orders(tx), events.map(dataOf)),
  }),
  subscription({
    group: 'ordering.cancel-when-stock-short',
    on: ['stockShort'],
    handle: (tx, events) => cancelWhenStockShort(orders(tx), events.map(dataOf)),
  }),
  subscription({
    group: 'ordering.deliver-when-escrow-released',
    on: ['escrowReleased'],
    handle: (tx, events) => deliverWhenEscrowReleased(orders(tx), events.map(dataOf)),
  }),
  subscription({
    group: 'ordering.note-refund-when-refund-issued',
    on: ['refundIssued'],
    handle: (tx, events) =>
      noteRefundWhenRefundIssued(
        orders(tx),
        events.map(({ data: { refundId, orderId, amount, reason, complete } }) => ({
          ...{ refundId, orderId, reason, complete },
          amount: money(BigInt(amount.amountMinor), amount.currency),
        })),
      ),
  }),
  subscription({
    group: 'ordering.note-dispute-when-opened-or-decided',
    on: ['disputeOpened', 'disputeDecided'],
    handle: (tx, events) =>
      noteDisputeWhenOpenedOrDecided(
        orders(tx),
        events.map(({ data }) =>
          'decision' in data ? { ...data, kind: 'decided' as const } : { ...data, kind: 'opened' as const },
        ),
      ),
  }),
  subscription({
    group: 'ordering.copy-store-when-store-changed',
    on: ['storeChanged'],
    handle: (tx, events) => copyStoreWhenStoreChanged(storeCopies(tx), events.map(dataOf)),
  }),
  subscription({
    group: 'ordering.copy-rate-when-exchange-rate-changed',
    on: ['exchangeRateChanged'],
    handle: (tx, events) => copyRateWhenExchangeRateChanged(exchangeRates(tx), events.map(dataOf)),
  }),
];

const dataOf = <Data>(event: { readonly data: Data }): Data => event.data;
