import { paymentsContract } from '@haat/contracts';
import type { Ids } from '@haat/domain';
import {
  coalesce,
  createUnitOfWork,
  type Database,
  type Service,
  type Transaction,
  type WakingClock,
  eraseWhenAccountErased,
} from '@haat/service-kit';
import { createApplication } from './application/application.ts';
import { settleTenders, type TenderNews } from './application/commands/settle-tenders.ts';
import type { PaymentProvider } from './application/ports/payment-provider.ts';
import type { Stores } from './application/ports/stores.ts';
import type { ProviderCall } from './domain/money/provider-call.ts';
import { type CommissionPolicy, flatCommission } from './domain/policies/commission-policy.ts';
import { releaseAfterDays, type ReleasePolicy } from './domain/policies/release-policy.ts';
import { statementCsv } from './infrastructure/documents/statement-csv.ts';
import { statementPdf } from './infrastructure/documents/statement-pdf.ts';
import { createSubscriptions } from './infrastructure/events/subscriptions.ts';
import { toIntegrationEvent } from './infrastructure/outbox/announcements.ts';
import { exchangeReader } from './infrastructure/postgres/exchange.ts';
import { dueDates, paymentReader } from './infrastructure/postgres/payment-reader.ts';
import { finishCalls, providerCallQueue } from './infrastructure/postgres/provider-calls.ts';
import { bindStores } from './infrastructure/postgres/stores.ts';
import { walletReader } from './infrastructure/postgres/wallet-reader.ts';
import { createWebhookReader } from './infrastructure/simulator/webhook-reader.ts';
import { createWebhookRoute } from './infrastructure/simulator/webhook-route.ts';
import { createPersonalDataReader, redactDisputesOf } from './infrastructure/postgres/personal-data.ts';
import { createHandlers } from './infrastructure/trpc/handlers.ts';
import { createDueWorkers } from './infrastructure/workers/due-workers.ts';
import { createProviderCallWorker, type ProviderCallWorker } from './infrastructure/workers/provider-call-worker.ts';

export type { PaymentProvider } from './application/ports/payment-provider.ts';
export { createSimulatorProvider } from './infrastructure/simulator/simulator-provider.ts';
export { httpTransport, type SimulatorTransport } from './infrastructure/simulator/transport.ts';

export type PaymentsDeps = {
  readonly database: Database;
  readonly clock: WakingClock;
  readonly ids: Ids;
  readonly provider: PaymentProvider;
  /** Shared with the provider; its webhooks are signed with it. */
  readonly webhookSecret: string;
  readonly commission?: CommissionPolicy;
  readonly releaseDue?: ReleasePolicy;
};

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

export { flatCommission, releaseAfterDays };

const MAX_SETTLED_TOGETHER = 200;

/** Puts the payments context together. */
export function createPayments(deps: PaymentsDeps): Service<typeof paymentsContract> {
  const { database, clock, ids, provider, webhookSecret } = deps;
  const handOver = (calls: readonly ProviderCall[]) => worker.handOver(calls);
  const bind = (tx: Transaction): Stores => bindStores(tx, { toEvent: toIntegrationEvent, handOver });
  const unitOfWork = createUnitOfWork(database, bind);
  const room = {
    unitOfWork,
    clock,
    ids,
    commission: deps.commission ?? flatCommission(),
    releaseDue: deps.releaseDue ?? releaseAfterDays(),
  };
  const settle = coalesce<TenderNews, true>((news) => settleTenders(room, news), { maxBatch: MAX_SETTLED_TOGETHER });
  const queue = providerCallQueue(
    database,
    coalesce((calls: ProviderCall[]) => finishCalls(database, calls), { maxBatch: MAX_SETTLED_TOGETHER }),
  );
  const app = createApplication({
    ...room,
    provider,
    queue,
    settle,
    reader: paymentReader(database),
    wallets: walletReader(database),
    exchange: exchangeReader(database),
    webhooks: createWebhookReader(webhookSecret),
  });
  const worker: ProviderCallWorker = createProviderCallWorker({
    clock,
    queue,
    make: (call) => app.makeProviderCall(call),
  });
  return {
    name: 'payments',
    contract: paymentsContract,
    handlers: {
      ...createHandlers(app, { csv: statementCsv, pdf: statementPdf }),
      personalDataOf: createPersonalDataReader(database),
    },
    subscriptions: [
      ...createSubscriptions(app, bind),
      eraseWhenAccountErased('payments.redact-when-account-erased', (tx, { principal, erasedAt }) =>
        redactDisputesOf(tx, principal, erasedAt),
      ),
    ],
    workers: [worker, ...createDueWorkers(app, { clock, dates: dueDates(database) })],
    database,
    plugins: createWebhookRoute((webhook) => app.receiveWebhook(webhook)),
  };
}
