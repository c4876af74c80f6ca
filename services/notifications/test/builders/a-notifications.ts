import type { IntegrationEvent } from '@haat/contracts';
import { events } from '@haat/contracts';
import { type AnyService, type Authenticator, invoke } from '@haat/service-kit';
import { createTestDatabase, settableClock } from '@haat/service-kit/testing';
import { createNotifications, migrationsDirectory, type Mailer } from '../../src/composition.ts';
import { anEvent, NOW, SELLER, STORE } from './events.ts';

type Options = { readonly mailer?: Mailer; readonly emails?: Readonly<Record<string, string | null>> };
type Who = { readonly as?: string; readonly key?: string };

const WAIT_MS = 10_000;
const POLL_MS = 10;

/** Waits for what a worker does in the background. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WAIT_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`it was not so within ${WAIT_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Notifications on a database of its own, with one store that has one owner. */
export async function aNotifications({ mailer, emails = { [SELLER]: 'seller@example.com' } }: Options = {}) {
  const test = await createTestDatabase(migrationsDirectory, 'notifications');
  const clock = settableClock(NOW);
  const contactsOf = ({ userIds }: { userIds: string[] }) =>
    Promise.resolve({
      contacts: userIds.map((userId) => ({ userId, email: emails[userId] ?? null, displayName: null })),
    });
  const clients = { identity: { contactsOf: { query: contactsOf } } as never };
  const options = mailer === undefined ? {} : { mailer };
  const deps = { database: test.database, clock, clients, ...options };
  const service = createNotifications(deps) as unknown as AnyService;
  const authenticator: Authenticator = {
    authenticate: (userId) => Promise.resolve({ userId, roles: ['buyer'], email: null }),
    membershipsOf: () => Promise.resolve([]),
  };
  const [worker] = service.workers;

  async function receive(...received: IntegrationEvent[]) {
    for (const { on, handle } of service.subscriptions) {
      const wanted = received.filter(({ type }) => on.some((name) => events[name].type === type));
      if (wanted.length > 0) await test.database.transaction((tx) => handle(tx, wanted));
    }
  }
  async function count(status: string): Promise<number> {
    const rows = await test.database.query('SELECT 1 FROM email_message WHERE status = $1', [status]);
    return rows.length;
  }

  await receive(
    anEvent('storeChanged', {
      storeId: STORE,
      name: 'Casa Verde',
      slug: 'casa',
      status: 'applied',
      currency: 'BRL',
      ownerIds: [SELLER],
    }),
    anEvent('memberChanged', { storeId: STORE, userId: SELLER, role: 'owner' }),
  );

  return {
    database: test.database,
    clock,
    worker: worker!,
    /** The worker of a second process on the same database. */
    otherWorker: () => createNotifications(deps).workers[0]!,
    receive,
    count,
    call: async <T = Record<string, unknown>>(name: string, rawInput: unknown, { as, key }: Who = {}) => {
      const headers = {
        ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      };
      const options = { authenticator, checkOutput: true, onDefect: () => {} };
      return (await invoke(service, name, { rawInput, caller: { headers } }, options)).output as T;
    },
    /** As another context calls it. */
    callInside: async (name: string, rawInput: unknown) => {
      const options = { authenticator, checkOutput: true, onDefect: () => {} };
      const caller = { actor: { kind: 'service', name: 'identity' } } as const;
      return (await invoke(service, name, { rawInput, caller }, options)).output;
    },
    sendAll: async () => {
      worker!.start();
      await until(async () => (await count('queued')) === 0);
      await worker!.stop();
    },
    inbox: () =>
      test.database.query<{ recipient: string; subject: string; text_body: string; html_body: string }>(
        'SELECT recipient, subject, text_body, html_body FROM inbox_message ORDER BY inbox_id',
      ),
    drop: async () => {
      await worker!.stop();
      await test.drop();
    },
  };
}
