import { events, type EventData, type EventName, type IntegrationEvent, type storesContract } from '@haat/contracts';
import { DomainError, type Membership, type Role } from '@haat/domain';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ContextClient,
  createFolderBlobStore,
  createLocalClient,
  createRouter,
  createServer,
  type InvokeOptions,
  uuidv7Ids,
} from '@haat/service-kit';
import { createTestDatabase, settableClock } from '@haat/service-kit/testing';
import { createCatalog, migrationsDirectory } from '../../src/composition.ts';

/** A readable UUID: `uuid(7)` ends with 7. */
export const uuid = (number: number, family = 0): string =>
  `0190000${family}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const STORE = uuid(1, 1);
export const OTHER_STORE = uuid(2, 1);
export const APPLICANT = uuid(3, 1);
export const START = new Date('2026-01-01T00:00:00Z');

type Person = { roles: Role[]; memberships: Membership[] };

/** Bearer tokens that tests use are the names of these people. */
const PEOPLE: Readonly<Record<string, Person>> = {
  manager: {
    roles: ['seller'],
    memberships: [STORE, APPLICANT].map((storeId) => ({ storeId, role: 'manager' })),
  },
  staff: { roles: ['seller'], memberships: [{ storeId: STORE, role: 'staff' }] },
  stranger: { roles: ['seller'], memberships: [{ storeId: OTHER_STORE, role: 'owner' }] },
  buyer: { roles: ['buyer'], memberships: [] },
  other: { roles: ['buyer'], memberships: [] },
  admin: { roles: ['admin'], memberships: [] },
};

type StoreAnswer = { storeId: string; status: string; currency: string };

/** A running catalog on a database of its own; `stores` is what the stores context would answer. */
export async function aCatalog() {
  const { database, drop } = await createTestDatabase(migrationsDirectory, 'catalog');
  const clock = settableClock(START);
  const stores = new Map<string, StoreAnswer>();
  const setStore = (storeId: string, status: string, currency = 'BRL') =>
    stores.set(storeId, { storeId, status, currency });
  setStore(STORE, 'approved');
  setStore(OTHER_STORE, 'approved', 'JPY');
  setStore(APPLICANT, 'applied');
  const describeStores = async ({ storeIds }: { storeIds: string[] }) => ({
    stores: storeIds.flatMap((storeId) => stores.get(storeId) ?? []),
  });
  const client = { describeStores: { query: describeStores } } as unknown as ContextClient<typeof storesContract>;
  const folder = await mkdtemp(join(tmpdir(), 'haat-catalog-'));
  const blobs = createFolderBlobStore(folder);
  const service = createCatalog({ database, clock, ids: uuidv7Ids(), blobs, clients: { stores: client } });
  const defects: unknown[] = [];
  const options: InvokeOptions = {
    checkOutput: true,
    onDefect: (error) => defects.push(error),
    authenticator: {
      async authenticate(token) {
        const person = PEOPLE[token];
        if (person === undefined) throw new DomainError('identity.token_invalid', 'unauthenticated', 'no such token');
        return { userId: token, roles: person.roles, email: null };
      },
      membershipsOf: async (userId) => PEOPLE[userId]!.memberships,
    },
  };
  const server = createServer(service as never, options);
  const internal = createLocalClient(createRouter<typeof service.contract>(service as never, options), 'ordering');
  return {
    database,
    blobs,
    clock,
    server,
    workers: service.workers,
    defects,
    internal,
    setStore,
    request: requestOf(server),
    tell: tellerOf(service),
    async published(type: string): Promise<IntegrationEvent[]> {
      const rows = await database.query<{ envelope: IntegrationEvent }>(
        'SELECT envelope FROM outbox WHERE type = $1 ORDER BY position',
        [type],
      );
      return rows.map(({ envelope }) => envelope);
    },
    async close() {
      await server.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof aCatalog>>;

type Request = { as?: string; guest?: string; body?: unknown; key?: string };

/** Sends a REST request as one of the people, or as a guest. */
function requestOf(server: ReturnType<typeof createServer>) {
  return async (
    method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    { as, guest, body, key }: Request = {},
  ) => {
    const headers = {
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(guest === undefined ? {} : { 'x-guest-token': guest }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    };
    const answer = await server.inject({
      method,
      url,
      headers,
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
  };
}

/** Hands events of one name to the service's subscription, in one batch, as the bus does. */
function tellerOf({ subscriptions, database }: ReturnType<typeof createCatalog>) {
  return <Name extends EventName>(name: Name, ...news: Partial<EventData<Name>>[]): Promise<void> => {
    const told = news.map((data) => ({
      specversion: '1.0',
      id: uuid(1),
      source: '/test',
      type: events[name].type,
      data,
    }));
    const [found] = subscriptions.filter(({ on }) => on.includes(name));
    return database.transaction((tx) => found!.handle(tx, told as unknown as IntegrationEvent[]));
  };
}

let skus = 0;

/** The body of a product with one variant, unless told otherwise. */
export const aProduct = (more: object = {}) => ({
  title: 'Hand-woven Shirt',
  status: 'active',
  variants: [{ sku: `SKU-${(skus += 1)}`, priceMinor: '1000' }],
  ...more,
});

/** Creates a product and gives back the answer's body. */
export async function created(world: World, more: object = {}, { store = STORE, as = 'manager' } = {}) {
  const answer = await world.request('POST', `/v1/stores/${store}/products`, { as, body: aProduct(more) });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
