import { webhooksContract } from '@haat/contracts';
import type { Clock, Ids } from '@haat/domain';
import {
  createUnitOfWork,
  type Database,
  type Service,
  type Sql,
  systemClock,
  type WakingClock,
  type Worker,
} from '@haat/service-kit';
import { createApplication } from './application/application.ts';
import { KEPT_MS } from './application/commands/forget-old-deliveries.ts';
import { createSealedSecrets } from './infrastructure/crypto/sealed-secrets.ts';
import { type AddressPolicy, publicAddresses } from './infrastructure/http/address-policy.ts';
import { createCourier } from './infrastructure/http/courier.ts';
import { createDestinations } from './infrastructure/http/destinations.ts';
import { type Resolve, systemResolve } from './infrastructure/http/resolve.ts';
import { createDeliveries } from './infrastructure/postgres/deliveries.ts';
import { createDeliveryQueue } from './infrastructure/postgres/delivery-queue.ts';
import { createEndpoints } from './infrastructure/postgres/endpoints.ts';
import { tellPartners } from './infrastructure/subscriptions/tell-partners.ts';
import { createHandlers } from './infrastructure/trpc/handlers.ts';
import { createDeliveryWorker } from './infrastructure/worker/delivery-worker.ts';
import { createRetentionWorker } from './infrastructure/worker/retention-worker.ts';

export { type AddressPolicy, anyAddress, publicAddresses } from './infrastructure/http/address-policy.ts';
export { SEALING_KEY_BYTES } from './infrastructure/crypto/sealed-secrets.ts';

export type WebhooksDeps = {
  readonly database: Database;
  readonly clock: WakingClock;
  readonly ids: Ids;
  /** Seals the endpoints' secrets; 32 bytes that are kept outside the database. */
  readonly sealingKey: Uint8Array;
  /** Where webhooks may go; public addresses unless stated. */
  readonly addressPolicy?: AddressPolicy;
  readonly resolve?: Resolve;
  /** The time that receivers compare with theirs. */
  readonly machineClock?: Clock;
  /** How long a receiver has for the whole exchange. */
  readonly timeoutMs?: number;
};

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

/** Puts the context of outgoing webhooks together. */
export function createWebhooks(deps: WebhooksDeps): Service<typeof webhooksContract> {
  const { database, clock, ids, timeoutMs, addressPolicy: policy = publicAddresses, resolve = systemResolve } = deps;
  const stores = (sql: Sql) => ({ endpoints: createEndpoints(sql), deliveries: createDeliveries(sql) });
  const queue = createDeliveryQueue(database);
  const courier = createCourier({
    policy,
    resolve,
    machineClock: deps.machineClock ?? systemClock(),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const onQueued = () => deliveries.wake();
  const app = createApplication({
    unitOfWork: createUnitOfWork(database, stores),
    destinations: createDestinations(policy, resolve),
    courier,
    secrets: createSealedSecrets(deps.sealingKey),
    clock,
    ids,
    onQueued,
  });
  const deliveries = createDeliveryWorker({ queue, clock, attempt: app.attemptDelivery });
  const tell = app.queueDeliveriesWhenSomethingHappened;
  return {
    name: 'webhooks',
    contract: webhooksContract,
    handlers: createHandlers(app),
    subscriptions: [tellPartners({ queue: (tx, happenings) => tell(stores(tx), happenings), onQueued })],
    workers: [
      withEnd(deliveries, () => courier.close()),
      createRetentionWorker({ queue, clock, keptMs: KEPT_MS, forget: app.forgetOldDeliveries }),
    ],
    database,
  };
}

/** Lets go of what a worker holds when it has stopped. */
const withEnd = (worker: Worker, end: () => Promise<void>): Worker => ({
  ...worker,
  stop: async () => {
    await worker.stop();
    await end();
  },
});
