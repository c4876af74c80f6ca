import { createHmac } from 'node:crypto';
import { type EventData, type EventName, events, type IntegrationEvent } from '@haat/contracts';
import type { Actor } from '@haat/domain';
import { type Database, uuidv7Ids, type Service, type Transaction } from '@haat/service-kit';
import { createTestDatabase, settableClock, type SettableClock } from '@haat/service-kit/testing';
import { createPayments, migrationsDirectory, type PaymentProvider, type PaymentsDeps } from '../src/composition.ts';

export const START = new Date('2026-03-01T12:00:00.000Z');
export const WEBHOOK_SECRET = 'a secret of the test';
export const ids = uuidv7Ids();

export const admin: Actor = { kind: 'user', userId: ids.next(), roles: ['admin'], memberships: [], email: null };

export const memberOf = (storeId: string, role: 'owner' | 'manager' | 'staff' = 'owner'): Actor => ({
  kind: 'user',
  userId: ids.next(),
  roles: ['seller'],
  memberships: [{ storeId, role }],
  email: null,
});

export type PaymentsUnderTest = {
  readonly service: Service;
  readonly database: Database;
  readonly clock: SettableClock;
  /** Handles events as the bus would, in one transaction. */
  deliver<Name extends EventName>(name: Name, ...data: EventData<Name>[]): Promise<void>;
  /** Calls a procedure as one who was let in. */
  // eslint-disable-next-line ts/no-explicit-any
  call(procedure: string, input: object, actor: Actor, key?: string): Promise<any>;
  /** What was announced under a name, oldest first. */
  announced<Name extends EventName>(name: Name): Promise<EventData<Name>[]>;
  /** Receives a webhook that is signed as the provider signs it. */
  webhook(body: object): Promise<void>;
  stop(): Promise<void>;
};

/** Payments over a database of its own, with its workers running. */
export async function startPayments(
  provider: PaymentProvider,
  options: Partial<PaymentsDeps> & { clock?: SettableClock; database?: Database } = {},
): Promise<PaymentsUnderTest> {
  const clock = options.clock ?? settableClock(START);
  const own = options.database === undefined ? await createTestDatabase(migrationsDirectory, 'payments') : null;
  const database = options.database ?? own!.database;
  const service = createPayments({ ids, provider, webhookSecret: WEBHOOK_SECRET, ...options, clock, database });
  for (const worker of service.workers) worker.start();
  const payments: PaymentsUnderTest = {
    service: service as unknown as Service,
    database,
    clock,
    async deliver(name, ...data) {
      const found = service.subscriptions.find(({ on }) => on.includes(name))!;
      const envelopes = data.map((each) => ({ type: events[name].type, data: each }) as unknown as IntegrationEvent);
      await database.transaction((tx: Transaction) => found.handle(tx, envelopes));
    },
    call(procedure, input, actor, key) {
      const definition = service.contract.procedures[procedure as 'getPayment'];
      const handler = service.handlers[procedure as 'getPayment'] as unknown as (call: object) => Promise<unknown>;
      const idempotency =
        key === undefined ? null : { key, procedure: `payments.${procedure}`, requestHash: JSON.stringify(input) };
      return handler({ input: definition.input.parse(input), actor, intent: { actor, idempotency } });
    },
    async webhook(body) {
      const payload = JSON.stringify(body);
      const stamp = Math.floor(clock.now().getTime() / 1000);
      const digest = createHmac('sha256', WEBHOOK_SECRET).update(`msg_1.${stamp}.${payload}`).digest('base64');
      await payments.call(
        'receiveWebhook',
        { provider: 'simulator', signature: `msg_1 ${stamp} v1,${digest}`, payload },
        { kind: 'anonymous' },
      );
    },
    async announced(name) {
      const text = `SELECT envelope -> 'data' AS data FROM outbox WHERE type = $1 ORDER BY position`;
      const rows = await database.query<{ data: EventData<typeof name> }>(text, [events[name].type]);
      return rows.map((row) => row.data);
    },
    async stop() {
      await Promise.all(service.workers.map((worker) => worker.stop()));
      await own?.drop();
    },
  };
  return payments;
}

const DEADLINE_MS = 15_000;

/** Waits until something is so; asks again as soon as the event loop has had its turn. */
export async function until<T>(look: () => Promise<T | undefined | null | false>): Promise<T> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain: ${look.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
