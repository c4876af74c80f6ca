import { type EventName, events, type IntegrationEvent } from '@haat/contracts';
import type { Membership } from '@haat/domain';
import { type AnyService, type Authenticator, invoke } from '@haat/service-kit';
import { createTestDatabase, sequentialIds, settableClock } from '@haat/service-kit/testing';
import { createStores, migrationsDirectory } from '../../src/composition.ts';

export const NOW = new Date('2026-03-01T12:00:00.000Z');

/** Who calls: the name of a user (`admin` is one), or nobody. */
export type Who = { readonly as?: string; readonly key?: string; readonly internal?: boolean };

export const userIdOf = (name: string) =>
  `01911111-0000-7000-8000-${Buffer.from(name.padEnd(6, '_').slice(0, 6)).toString('hex')}`;

export const someApplication = (slug: string, changes: Record<string, unknown> = {}) => ({
  name: 'Casa Verde',
  slug,
  currency: 'BRL',
  country: 'BR',
  city: 'Recife',
  ...changes,
});

/** Stores on a database of its own, called as clients call it: access, input, handler, answer are all checked. */
export async function aStores() {
  const test = await createTestDatabase(migrationsDirectory, 'stores');
  const knownNames = ['ana', 'bob', 'carla', 'dora', 'admin'];
  const findUserByEmail = ({ email }: { email: string }) => {
    const name = knownNames.find((known) => email === `${known}@example.com`);
    return Promise.resolve({ userId: name === undefined ? null : userIdOf(name) });
  };
  const identity = { findUserByEmail: { query: findUserByEmail } } as never;
  const deps = { database: test.database, clock: settableClock(NOW), ids: sequentialIds(), clients: { identity } };
  const service = createStores(deps) as unknown as AnyService;
  const authenticator: Authenticator = {
    authenticate: (name) =>
      Promise.resolve({
        userId: userIdOf(name),
        roles: name === 'admin' ? ['buyer', 'admin'] : ['buyer'],
        email: null,
      }),
    membershipsOf: async (userId) => {
      const answer = await call<{ memberships: Membership[] }>('membershipsOf', { userId }, { internal: true });
      return answer.memberships;
    },
  };

  async function invoked(name: string, rawInput: unknown, who: Who) {
    const headers = {
      ...(who.as === undefined ? {} : { authorization: `Bearer ${who.as}` }),
      ...(who.key === undefined ? {} : { 'idempotency-key': who.key }),
    };
    const caller = who.internal ? { actor: { kind: 'service', name: 'test' } as const } : { headers };
    return await invoke(service, name, { rawInput, caller }, { authenticator, checkOutput: true, onDefect: () => {} });
  }
  async function call<T = Record<string, unknown>>(name: string, input: unknown, who: Who = {}): Promise<T> {
    return (await invoked(name, input, who)).output as T;
  }

  return {
    call,
    invoked,
    drop: test.drop,
    apply: async (slug: string, as = 'ana') =>
      (await call<{ storeId: string }>('applyForStore', someApplication(slug), { as })).storeId,
    published: async <Name extends EventName>(name: Name, storeId: string) => {
      const rows = await test.database.query<{ envelope: IntegrationEvent<Name> }>(
        'SELECT envelope FROM outbox ORDER BY position',
      );
      const found = rows.filter(({ envelope }) => envelope.type === events[name].type && envelope.subject === storeId);
      return found.map(({ envelope }) => envelope.data);
    },
  };
}
