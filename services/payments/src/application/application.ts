import type { Actor, Intent, Money } from '@haat/domain';
import type { DisputeDecision } from '../domain/escrow/dispute.ts';
import type { ProviderCall } from '../domain/money/provider-call.ts';
import { confirmReturn } from './commands/confirm-return.ts';
import { convertStoreBalance, type ConvertWish } from './commands/convert-store-balance.ts';
import { decideDispute } from './commands/decide-dispute.ts';
import { bookPaidPayout, decidePayout } from './commands/decide-payout.ts';
import { issueVoucher } from './commands/issue-voucher.ts';
import { makeProviderCall } from './commands/make-provider-call.ts';
import { openDispute } from './commands/open-dispute.ts';
import { receiveWebhook } from './commands/receive-webhook.ts';
import { refundOrder, type RefundRequest } from './commands/refund-order.ts';
import { releaseDueEscrows } from './commands/release-due-escrows.ts';
import { requestPayout } from './commands/request-payout.ts';
import { setExchangeRate } from './commands/set-exchange-rate.ts';
import { setCommissionRate } from './commands/set-commission-rate.ts';
import type { TenderNews } from './commands/settle-tenders.ts';
import { timeOutPayments } from './commands/time-out-payments.ts';
import type { MoneyRoom } from './money-room.ts';
import type { ExchangeReader, RateSet } from './ports/exchange.ts';
import type { PaymentReader } from './ports/payment-reader.ts';
import type { PaymentProvider } from './ports/payment-provider.ts';
import type { ProviderCallQueue } from './ports/provider-call-queue.ts';
import type { Stores } from './ports/stores.ts';
import type { StatementPeriod, WalletReader } from './ports/wallet-reader.ts';
import type { Webhook, WebhookReader } from './ports/webhook-reader.ts';
import { getEscrow } from './queries/get-escrow.ts';
import { getPayment } from './queries/get-payment.ts';
import { getStatement } from './queries/get-statement.ts';
import { getVoucher } from './queries/get-voucher.ts';
import { openPaymentsWhenCheckoutsPlaced, type PlacedCheckout } from './reactions/open-payment-when-checkout-placed.ts';
import { type AcceptedReturn, refundWhenReturnsAccepted } from './reactions/refund-lines-when-return-accepted.ts';
import { type CancelledOrder, refundWhenOrdersCancelled } from './reactions/refund-when-order-cancelled.ts';
import { releaseEscrowsWhenOrdersDelivered } from './reactions/release-escrow-when-order-delivered.ts';
import { scheduleReleasesWhenOrdersShipped } from './reactions/schedule-release-when-order-shipped.ts';

export type ApplicationDeps = MoneyRoom & {
  readonly reader: PaymentReader;
  readonly wallets: WalletReader;
  readonly exchange: ExchangeReader;
  readonly webhooks: WebhookReader;
  readonly provider: PaymentProvider;
  readonly queue: Pick<ProviderCallQueue, 'finish'>;
  /** `settle-tenders`, with the calls of many collected into one transaction. */
  readonly settle: (news: TenderNews) => Promise<unknown>;
};

export type Application = ReturnType<typeof createApplication>;

/** The use cases of payments. */
export function createApplication(deps: ApplicationDeps) {
  return {
    confirmReturn: (actor: Actor, checkoutId: string) => confirmReturn(deps, actor, checkoutId),
    receiveWebhook: (webhook: Webhook) => receiveWebhook(deps, webhook),
    makeProviderCall: (call: ProviderCall) =>
      makeProviderCall({ ...deps, payoutPaid: (payoutId) => bookPaidPayout(deps, payoutId) }, call),
    timeOutPayments: (now: Date) => timeOutPayments(deps, now),
    releaseDueEscrows: (now: Date) => releaseDueEscrows(deps, now),
    issueVoucher: (intent: Intent, voucher: { code: string; value: Money }) => issueVoucher(deps, intent, voucher),
    refundOrder: (intent: Intent, request: RefundRequest) => refundOrder(deps, intent, request),
    openDispute: (intent: Intent, request: { orderId: string; reason: string }) => openDispute(deps, intent, request),
    decideDispute: (intent: Intent, request: { disputeId: string; decision: DisputeDecision }) =>
      decideDispute(deps, intent, request),
    requestPayout: (intent: Intent, request: { storeId: string; amount: Money }) =>
      requestPayout(deps, { intent, ...request }),
    decidePayout: (intent: Intent, request: { payoutId: string; approve: boolean }) =>
      decidePayout(deps, { intent, ...request }),
    setCommissionRate: (intent: Intent, rate: { storeId: string; rateBasisPoints: number }) =>
      setCommissionRate(deps, intent, rate),
    setExchangeRate: (
      intent: Intent,
      rate: Omit<RateSet, 'rateId' | 'effectiveFrom'> & { effectiveFrom: Date | null },
    ) => setExchangeRate(deps, intent, rate),
    convertBalance: (intent: Intent, wish: ConvertWish) => convertStoreBalance(deps, intent, wish),
    getPayment: (actor: Actor, checkoutId: string) => getPayment(deps, actor, checkoutId),
    getEscrow: (actor: Actor, orderId: string) => getEscrow(deps, actor, orderId),
    getVoucher: (code: string) => getVoucher(deps, code),
    getStatement: (period: StatementPeriod) => getStatement(deps, period),
    wallets: deps.wallets,
    exchange: deps.exchange,
    clock: deps.clock,
    reactions: {
      openPayments: (stores: Stores, placed: readonly PlacedCheckout[]) =>
        openPaymentsWhenCheckoutsPlaced(deps, stores, placed),
      scheduleReleases: (stores: Stores, shipped: readonly { orderId: string; shippedAt: Date }[]) =>
        scheduleReleasesWhenOrdersShipped(deps, stores, shipped),
      releaseEscrows: (stores: Stores, orderIds: readonly string[]) =>
        releaseEscrowsWhenOrdersDelivered(deps, stores, orderIds),
      refundCancelled: (stores: Stores, cancelled: readonly CancelledOrder[]) =>
        refundWhenOrdersCancelled(deps, stores, cancelled),
      refundReturned: (stores: Stores, returns: readonly AcceptedReturn[]) =>
        refundWhenReturnsAccepted(deps, stores, returns),
    },
  };
}
