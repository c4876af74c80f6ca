import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  type ClientToServerEvents,
  type EventData,
  type EventName,
  events,
  type IntegrationEvent,
  type LiveAnswer,
  type LiveError,
  type LiveMessage,
  type LiveProblem,
  type ResumeGap,
  type ServerToClientEvents,
} from '@haat/contracts';
import { DomainError, type Membership } from '@haat/domain';
import { type Authenticator, createDatabase, createEmbeddedBus, type Database } from '@haat/service-kit';
import { createTestDatabase, settableClock } from '@haat/service-kit/testing';
import { io, type Socket } from 'socket.io-client';
import { createRealtime, migrationsDirectory, type RealtimeDeps } from '../src/index.ts';

export const uuid = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
export const ANA = uuid(0xa);
export const BEN = uuid(0xb);
export const STORE = uuid(0x5);
export const PRODUCT = uuid(0x9);
export const NOW = new Date('2026-03-01T12:00:00Z');

/** Bearer tokens are the names of their users' ids; these tables are changed by tests. */
export type People = {
  readonly refused: Map<string, DomainError>;
  readonly memberships: Map<string, Membership[]>;
  /** Who may read which order. */
  readonly readers: Map<string, string>;
};

export function anEvent<Name extends EventName>(name: Name, data: EventData<Name>, id = randomUUID()) {
  const { type } = events[name];
  const envelope = { specversion: '1.0', id, source: 'test', type, subject: 's', time: NOW.toISOString(), data };
  return envelope as unknown as IntegrationEvent;
}

export const stockEvent = (available: number, productId = PRODUCT): IntegrationEvent =>
  anEvent('stockLevelChanged', { variantId: uuid(7), productId, storeId: STORE, available });

const keepersOf = (people: People): Pick<RealtimeDeps, 'authenticator' | 'orderingFor'> => {
  const authenticator: Authenticator = {
    async authenticate(token) {
      const userId = token.startsWith('ey') ? uidOf(token) : token;
      const refusal = people.refused.get(userId);
      if (refusal !== undefined) throw refusal;
      if (!/^[0-9a-f-]{36}$/.test(userId)) throw new DomainError('identity.token_invalid', 'unauthenticated', 'no');
      return { userId, roles: ['buyer'], email: null };
    },
    membershipsOf: async (userId) => people.memberships.get(userId) ?? [],
  };
  const orderingFor: RealtimeDeps['orderingFor'] = (headers) => {
    const query = async ({ orderId }: { orderId: string }) => {
      if (people.readers.get(orderId) === (headers.authorization ?? headers['x-guest-token'])) return {};
      throw new DomainError('ordering.order_not_found', 'not_found', 'no such order');
    };
    return { getOrder: { query } } as never;
  };
  return { authenticator, orderingFor };
};

const uidOf = (jwt: string): string =>
  (JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as { sub: string }).sub;

/** Live updates on a database of their own, listening, with a bus of their own. */
export async function aRealtime(options: Partial<RealtimeDeps> = {}) {
  const test = await createTestDatabase(migrationsDirectory, 'realtime');
  const people: People = { refused: new Map(), memberships: new Map(), readers: new Map() };
  const first = await startProcess(test.database, people, options);
  return {
    ...first,
    people,
    database: test.database,
    /** A second process on the same database. */
    another: (more: Partial<RealtimeDeps> = {}) =>
      startProcess(createDatabase({ url: test.url, name: 'realtime' }), people, { ...options, ...more }, true),
    stop: async () => {
      await first.close();
      await test.drop();
    },
  };
}

async function startProcess(database: Database, people: People, options: Partial<RealtimeDeps>, ownsDatabase = false) {
  const defects: unknown[] = [];
  const onDefect = (error: unknown, place: string) => void defects.push([place, error]);
  const deps = { database, clock: settableClock(NOW), onDefect, ...keepersOf(people), ...options };
  const realtime = createRealtime(deps);
  const bus = createEmbeddedBus();
  for (const wanted of realtime.subscriptions) bus.subscribe(database, wanted);
  realtime.watch(bus);
  for (const worker of realtime.workers) worker.start();
  await realtime.server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(realtime.server.server.address() as AddressInfo).port}`;
  const sockets: LiveSocket[] = [];
  return {
    url,
    feed: realtime.feed,
    defects,
    /** Brings events the way a relay does. */
    tell: (...told: IntegrationEvent[]) =>
      bus.publish(told.map((envelope) => ({ topic: 't', key: envelope.subject, envelope }))),
    connect: async (auth: object, more: object = {}) => {
      const socket = connectTo(url, auth, more);
      sockets.push(socket);
      return connected(socket);
    },
    refusal: async (auth: object, more: object = {}): Promise<LiveProblem> => {
      const socket = connectTo(url, auth, more);
      sockets.push(socket);
      return connected(socket).then(
        () => Promise.reject(new Error('was let in')),
        (problem: LiveProblem) => problem,
      );
    },
    close: async () => {
      for (const socket of sockets) socket.disconnect();
      await Promise.all(realtime.workers.map((worker) => worker.stop()));
      await bus.close();
      await realtime.server.close();
      if (ownsDatabase) await database.close();
    },
  };
}

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

const connectTo = (url: string, auth: object, more: object): LiveSocket =>
  io(url, { auth, transports: ['websocket'], reconnection: false, forceNew: true, ...more });

function connected(socket: LiveSocket): Promise<LiveSocket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', (error) => reject((error as { data?: LiveProblem }).data ?? error));
  });
}

export const join = (socket: LiveSocket, ...rooms: { room: string; after?: number }[]): Promise<LiveAnswer> =>
  socket.timeout(10_000).emitWithAck('join', { rooms });

/** Everything a socket is told, in the order in which it came. */
export function record(socket: LiveSocket) {
  const heard = { messages: [] as LiveMessage[], gaps: [] as ResumeGap[], errors: [] as LiveError[], ended: '' };
  socket.on('message', (message) => heard.messages.push(message));
  socket.on('resume_gap', (gap) => heard.gaps.push(gap));
  socket.on('error', (error) => heard.errors.push(error));
  socket.on('disconnect', (reason) => (heard.ended = reason));
  return heard;
}

const POLL_MS = 5;
const PATIENCE_MS = 15_000;

export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; !(await isSo());) {
    if (performance.now() > end) throw new Error(`it was not so within ${PATIENCE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** A token that says when it ends; its subject is the user. */
export const tokenUntil = (userId: string, end: Date): string =>
  `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(
    JSON.stringify({ sub: userId, exp: Math.floor(end.getTime() / 1000) }),
  ).toString('base64url')}.`;
