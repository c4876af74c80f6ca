import { events, type EventData, type EventName, type IntegrationEvent, type catalogContract } from '@haat/contracts';
import { DomainError, type Membership, type Role } from '@haat/domain';
import {
  type ContextClient,
  createLocalClient,
  createRouter,
  createServer,
  type InvokeOptions,
} from '@haat/service-kit';
import { createTestDatabase, settableClock } from '@haat/service-kit/testing';
import { createInventory, migrationsDirectory } from '../../src/composition.ts';
import { OTHER_STORE, STORE, uuid } from './ids.ts';

export const START = new Date('2026-01-01T00:00:00Z');
export const HOLD_ENDS = new Date('2026-01-01T00:15:00Z');

/** Catalog's answer: variants below 900 are the store's, those from 900 to 999 another's; the rest do not exist. */
const storeOf = (variantId: string): string | null => {
  const number = parseInt(variantId.slice(-6), 16);
  if (number >= 1000) return null;
  return number < 900 ? STORE : OTHER_STORE;
};

const describeVariants = async ({ variantIds }: { variantIds: string[] }) => ({
  variants: variantIds.flatMap((variantId) => {
    const storeId = storeOf(variantId);
    return storeId === null ? [] : [{ variantId, productId: PRODUCT, storeId, sku: `SKU-${variantId.slice(-3)}` }];
  }),
});

const PRODUCT = uuid(5000);

const catalog = { describeVariants: { query: describeVariants } } as unknown as ContextClient<typeof catalogContract>;

type Person = { roles: Role[]; memberships: Membership[] };

/** Bearer tokens that tests use are the names of these people. */
const PEOPLE: Readonly<Record<string, Person>> = {
  manager: { roles: ['seller'], memberships: [{ storeId: STORE, role: 'manager' }] },
  staff: { roles: ['seller'], memberships: [{ storeId: STORE, role: 'staff' }] },
  stranger: { roles: ['seller'], memberships: [{ storeId: OTHER_STORE, role: 'owner' }] },
  buyer: { roles: ['buyer'], memberships: [] },
  admin: { roles: ['admin'], memberships: [] },
};

/** A running inventory on a database of its own. */
export async function anInventory() {
  const { database, drop } = await createTestDatabase(migrationsDirectory, 'inventory');
  const clock = settableClock(START);
  const service = createInventory({ database, clock, clients: { catalog } });
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
  const server = createServer(service, options);
  const internal = createLocalClient(createRouter<typeof service.contract>(service as never, options), 'ordering');
  return {
    database,
    clock,
    service,
    defects,
    internal,
    request: requestOf(server),
    tell: tellerOf(service),
    ...looksInto(database),
    async close() {
      await server.close();
      await drop();
    },
  };
}

export type World = Awaited<ReturnType<typeof anInventory>>;

type Request = { as?: string; body?: unknown; key?: string };

/** Sends a REST request as one of the people. */
function requestOf(server: ReturnType<typeof createServer>) {
  return async (method: 'GET' | 'PUT' | 'POST', url: string, { as, body, key }: Request = {}) => {
    const headers = {
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
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

/** Hands events to the service's own subscription, in one batch, as the bus does. */
function tellerOf({ subscriptions, database }: ReturnType<typeof createInventory>) {
  return (...told: IntegrationEvent[]): Promise<void> =>
    database.transaction((tx) => subscriptions[0]!.handle(tx, told));
}

/** An event as it comes from the bus; only what inventory reads of it is filled in. */
export const told = <Name extends EventName>(name: Name, data: Partial<EventData<Name>>): IntegrationEvent =>
  ({ specversion: '1.0', id: uuid(1), source: '/test', type: events[name].type, subject: '', time: '', data }) as never;

type Figures = { on_hand: number; reserved: number };

function looksInto(database: Awaited<ReturnType<typeof createTestDatabase>>['database']) {
  return {
    async stockOf(variantId: string): Promise<[number, number]> {
      const [row] = await database.query<Figures>('SELECT on_hand, reserved FROM stock WHERE variant_id = $1', [
        variantId,
      ]);
      return [row!.on_hand, row!.reserved];
    },
    async published(): Promise<IntegrationEvent[]> {
      const rows = await database.query<{ envelope: IntegrationEvent }>(
        'SELECT envelope FROM outbox ORDER BY position',
      );
      return rows.map(({ envelope }) => envelope);
    },
    /** Variants whose movements or reservations do not add up to their stock; none, always. */
    contradictions: () =>
      database.query(`
        SELECT s.variant_id FROM stock s
        LEFT JOIN (SELECT variant_id, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved
          FROM stock_movement GROUP BY 1) m USING (variant_id)
        LEFT JOIN (SELECT variant_id, sum(quantity) AS held FROM reservation WHERE status = 'held' GROUP BY 1) r
          USING (variant_id)
        WHERE s.on_hand <> coalesce(m.on_hand, 0) OR s.reserved <> coalesce(m.reserved, 0)
          OR s.reserved <> coalesce(r.held, 0)`),
  };
}
