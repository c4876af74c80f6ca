import { events, type InputOf, type IntegrationEvent, type OutputOf, type webhooksContract } from '@haat/contracts';
import { type AnyService, type Authenticator, invoke } from '@haat/service-kit';
import { createTestDatabase, sequentialIds, settableClock } from '@haat/service-kit/testing';
import { anyAddress, createWebhooks, migrationsDirectory, type WebhooksDeps } from '../../src/composition.ts';
import { NOW, OTHER_STORE, STORE } from './events.ts';

type Procedures = (typeof webhooksContract)['procedures'];
type Name = keyof Procedures;
type Who = { readonly as?: string; readonly key?: string };

export const OWNER = 'owner';
export const STAFF = 'staff';
export const RIVAL = 'rival';

const WAIT_MS = 10_000;
const POLL_MS = 10;

/** Waits for what a worker does in the background. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + WAIT_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`it was not so within ${WAIT_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const authenticator: Authenticator = {
  authenticate: (userId) => Promise.resolve({ userId, roles: ['buyer'], email: null }),
  membershipsOf: (userId) =>
    Promise.resolve(
      {
        [OWNER]: [{ storeId: STORE, role: 'owner' as const }],
        [STAFF]: [{ storeId: STORE, role: 'staff' as const }],
        [RIVAL]: [{ storeId: OTHER_STORE, role: 'owner' as const }],
      }[userId] ?? [],
    ),
};

/** Outgoing webhooks on a database of their own. Receivers of this machine are allowed unless stated. */
export async function aWebhooks(options: Partial<WebhooksDeps> = {}) {
  const test = await createTestDatabase(migrationsDirectory, 'webhooks');
  const clock = settableClock(NOW);
  const deps = {
    database: test.database,
    clock,
    ids: sequentialIds(),
    sealingKey: new Uint8Array(32).fill(7),
    addressPolicy: anyAddress,
    timeoutMs: 2_000,
    ...options,
  };
  const service = createWebhooks(deps) as unknown as AnyService;

  async function receive(...received: IntegrationEvent[]): Promise<void> {
    for (const { on, handle } of service.subscriptions) {
      const wanted = received.filter(({ type }) => on.some((name) => events[name].type === type));
      if (wanted.length > 0) await test.database.transaction((tx) => handle(tx, wanted));
    }
  }

  async function call<N extends Name>(
    name: N,
    rawInput: InputOf<Procedures[N]>,
    { as = OWNER, key }: Who = {},
  ): Promise<OutputOf<Procedures[N]>> {
    const headers = { authorization: `Bearer ${as}`, ...(key === undefined ? {} : { 'idempotency-key': key }) };
    const invokeOptions = { authenticator, checkOutput: true, onDefect: () => {} };
    const { output } = await invoke(service, name, { rawInput, caller: { headers } }, invokeOptions);
    return output as OutputOf<Procedures[N]>;
  }

  return {
    database: test.database,
    clock,
    service,
    receive,
    call,
    start: () => service.workers.forEach((worker) => worker.start()),
    stop: () => Promise.all(service.workers.map((worker) => worker.stop())),
    /** Another process on the same database. */
    another: (changes: Partial<WebhooksDeps> = {}) => createWebhooks({ ...deps, ...changes }),
    hear: async (url: string, eventTypes: InputOf<Procedures['createEndpoint']>['eventTypes'] = ['order.paid']) =>
      call('createEndpoint', { storeId: STORE, url, eventTypes }),
    deliveries: async () => (await call('listDeliveries', { storeId: STORE, limit: 100 })).items,
    drop: async () => {
      await Promise.all(service.workers.map((worker) => worker.stop()));
      await test.drop();
    },
  };
}

export type Webhooks = Awaited<ReturnType<typeof aWebhooks>>;
