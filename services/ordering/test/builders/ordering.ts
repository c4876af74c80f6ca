import {
  type ContextName,
  type EventData,
  type EventName,
  events,
  type InputOf,
  type IntegrationEvent,
  type orderingContract,
  type OutputOf,
} from '@haat/contracts';
import { type Authenticator, invoke, type AnyService, uuidv7Ids } from '@haat/service-kit';
import { createTestDatabase, settableClock, type SettableClock, type TestDatabase } from '@haat/service-kit/testing';
import { createOrdering, migrationsDirectory, type OrderingDeps } from '../../src/composition.ts';
import { type Neighbours, someNeighbours } from './neighbours.ts';

type Procedures = typeof orderingContract.procedures;
type Name = keyof Procedures;

/** Who calls: a user known by id, a guest by token, or nobody. */
export type Caller = { readonly user?: string; readonly guest?: string };
type CallOptions = Caller & { readonly key?: string };

type User = Awaited<ReturnType<Authenticator['authenticate']>> & Pick<MemberOf, 'memberships'>;
type MemberOf = { readonly memberships: Awaited<ReturnType<Authenticator['membershipsOf']>> };

export type Ordering = {
  readonly neighbours: Neighbours;
  readonly clock: SettableClock;
  readonly db: TestDatabase['database'];
  /** Calls a procedure as the gateway would: access, schema, idempotency key, handler, schema of the answer. */
  call<P extends Name>(name: P, input: InputOf<Procedures[P]>, options?: CallOptions): Promise<OutputOf<Procedures[P]>>;
  callRaw(name: Name, input: unknown, options?: CallOptions): Promise<{ output: unknown; replayed: boolean }>;
  asService<P extends Name>(name: P, input: InputOf<Procedures[P]>): Promise<OutputOf<Procedures[P]>>;
  addUser(user: Partial<User> & { readonly userId: string }): string;
  /** Hands events of one kind, as one batch, to the reaction that waits for them. */
  deliver<N extends EventName>(name: N, ...data: EventData<N>[]): Promise<void>;
  published<N extends EventName>(name: N): Promise<EventData<N>[]>;
  stop(): Promise<void>;
};

export const START = new Date('2026-03-01T10:00:00.000Z');

/** Ordering as it is composed for production, on a database of its own, with the other contexts in memory. */
export async function startOrdering(policies: Partial<OrderingDeps> = {}): Promise<Ordering> {
  const { database, drop } = await createTestDatabase(migrationsDirectory, 'ordering');
  const clock = settableClock(START);
  const neighbours = someNeighbours();
  const service = createOrdering({ database, clock, ids: uuidv7Ids(), clients: neighbours.clients, ...policies });
  const users = new Map<string, User>();
  const options = { authenticator: authenticatorOf(users), checkOutput: true, onDefect: () => {} };
  const run = (name: Name, rawInput: unknown, caller: Parameters<typeof invoke>[2]['caller']) =>
    invoke(service as unknown as AnyService, name, { rawInput, caller }, options);
  return {
    neighbours,
    clock,
    db: database,
    callRaw: (name, input, caller = {}) => run(name, input, { headers: headersOf(caller) }),
    call: async (name, input, caller = {}) => (await run(name, input, { headers: headersOf(caller) })).output as never,
    asService: async (name, input) =>
      (await run(name, input, { actor: { kind: 'service', name: 'payments' satisfies ContextName } })).output as never,
    addUser(user) {
      users.set(user.userId, { roles: ['buyer'], email: `${user.userId}@example.com`, memberships: [], ...user });
      return user.userId;
    },
    async deliver(name, ...data) {
      const [reaction] = service.subscriptions.filter((candidate) => candidate.on.includes(name));
      const batch = data.map((item) => envelopeOf(name, item));
      await database.transaction((tx) => reaction!.handle(tx, batch));
    },
    published: async (name) => {
      const rows = await database.query<{ data: never }>(
        `SELECT envelope -> 'data' AS data FROM outbox WHERE type = $1 ORDER BY position`,
        [events[name].type],
      );
      return rows.map((row) => events[name].data.parse(row.data) as never);
    },
    stop: drop,
  };
}

const authenticatorOf = (users: Map<string, User>): Authenticator => ({
  authenticate: (token) => {
    const user = users.get(token);
    return user === undefined ? Promise.reject(new Error(`no user ${token}`)) : Promise.resolve(user);
  },
  membershipsOf: (userId) => Promise.resolve(users.get(userId)?.memberships ?? []),
});

function headersOf({ user, guest, key }: CallOptions): Record<string, string> {
  return {
    ...(user === undefined ? {} : { authorization: `Bearer ${user}` }),
    ...(guest === undefined ? {} : { 'x-guest-token': guest }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
}

const envelopeOf = <N extends EventName>(name: N, data: EventData<N>): IntegrationEvent =>
  ({
    ...{ specversion: '1.0', id: crypto.randomUUID(), source: 'test', subject: 'test', time: START.toISOString() },
    type: events[name].type,
    data: events[name].data.parse(data),
  }) as IntegrationEvent;
