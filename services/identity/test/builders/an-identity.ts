import type { Actor } from '@haat/domain';
import type { EventData, EventName, IntegrationEvent } from '@haat/contracts';
import { events } from '@haat/contracts';
import { type AnyService, type Authenticator, createServer, invoke } from '@haat/service-kit';
import { createTestDatabase, sequentialIds, settableClock } from '@haat/service-kit/testing';
import { createEmulatorTokenVerifier, createIdentity, migrationsDirectory } from '../../src/composition.ts';
import { NOW, PROJECT } from './a-token.ts';
import { otherContexts } from './other-contexts.ts';
import { someStores } from './some-stores.ts';

type Who = { readonly token?: string; readonly actor?: Actor; readonly key?: string };

export const INTERNAL: Who = { actor: { kind: 'service', name: 'gateway' } };

/** Identity on a database of its own, called as clients call it: access, input, handler, answer are all checked. */
export async function anIdentity(options: { initialAdmins?: readonly string[] } = {}) {
  const test = await createTestDatabase(migrationsDirectory, 'identity');
  const clock = settableClock(NOW);
  const { initialAdmins = [] } = options;
  const verifier = createEmulatorTokenVerifier({ projectId: PROJECT, clock });
  const others = otherContexts();
  const stores = someStores(others.clients.personalDataOfStores);
  const deps = {
    database: test.database,
    clock,
    tokenClock: clock,
    ids: sequentialIds(),
    verifier,
    initialAdmins,
    clients: { ...others.clients, stores: stores.client },
  };
  const service = createIdentity(deps) as unknown as AnyService;
  const authenticator: Authenticator = {
    authenticate: (token, presented) => call('authenticate', { token, ...presented }, INTERNAL) as never,
    membershipsOf: (userId) => Promise.resolve(stores.membershipsOf(userId)),
  };

  const invokeOptions = { authenticator, checkOutput: true, onDefect: () => {} };

  async function invoked(name: string, rawInput: unknown, who: Who) {
    const headers = {
      ...(who.token === undefined ? {} : { authorization: `Bearer ${who.token}` }),
      ...(who.key === undefined ? {} : { 'idempotency-key': who.key }),
    };
    const caller = who.actor === undefined ? { headers } : { actor: who.actor };
    return await invoke(service, name, { rawInput, caller }, invokeOptions);
  }
  async function call<T = Record<string, unknown>>(name: string, input: unknown, who: Who = {}): Promise<T> {
    return (await invoked(name, input, who)).output as T;
  }

  const http = createServer(service, invokeOptions);
  return {
    /** The same service behind HTTP, for what only a request with its headers can show. */
    http,
    stores,
    others: others.state,
    database: test.database,
    clock,
    call,
    invoked,
    drop: async () => {
      await http.close();
      await test.drop();
    },
    signIn: async (token: string) => (await call<{ userId: string }>('authenticate', { token }, INTERNAL)).userId,
    published: async (name: EventName) => {
      const rows = await test.database.query<{ envelope: IntegrationEvent }>(
        'SELECT envelope FROM outbox ORDER BY position',
      );
      return rows.map((row) => row.envelope).filter((event) => event.type === events[name].type);
    },
    receive: async <Name extends EventName>(name: Name, data: EventData<Name>) => {
      const event = {
        specversion: '1.0',
        id: 'e',
        source: 'test',
        type: events[name].type,
        subject: 's',
        time: NOW.toISOString(),
        data,
      };
      const handlers = service.subscriptions.filter((subscription) => subscription.on.includes(name));
      for (const { handle } of handlers)
        await test.database.transaction((tx) => handle(tx, [event as IntegrationEvent]));
    },
  };
}
