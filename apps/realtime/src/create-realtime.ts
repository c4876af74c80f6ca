import {
  createDueWorker,
  type Database,
  type EventBus,
  type Subscription,
  type WakingClock,
  type Worker,
} from '@haat/service-kit';
import { LIVE_LIMITS, type LiveMessage } from '@haat/contracts';
import type { FastifyInstance } from 'fastify';
import type { DoorKeepers } from './access/may-join.ts';
import { appendLiveMessages } from './append-live-messages.ts';
import { createLiveFeed, type LiveFeed } from './feed/live-feed.ts';
import { createHub } from './hub/hub.ts';
import { createTail } from './hub/tail.ts';
import { liveMetrics } from './live-metrics.ts';
import { createRealtimeServer } from './server.ts';
import { createAccessGuard } from './sockets/access-guard.ts';
import { createSocketServer } from './sockets/create-socket-server.ts';
import { BUFFER_LIMITS, type BufferLimits } from './sockets/socket-buffer.ts';
import { createMessageReader } from './store/message-reader.ts';
import { pruneMessages, type Retention, RETENTION } from './store/prune-messages.ts';

export type RealtimeDeps = DoorKeepers & {
  readonly database: Database;
  readonly clock: WakingClock;
  readonly onDefect: (error: unknown, place: string) => void;
  readonly retention?: Retention;
  readonly bufferLimits?: BufferLimits;
  readonly socketsPerUser?: number;
  /** Other processes serve the same rooms. */
  readonly isReplicated?: boolean;
};

export type Realtime = {
  readonly name: 'realtime';
  readonly database: Database;
  readonly subscriptions: readonly Subscription[];
  readonly workers: readonly Worker[];
  /** Serves the sockets; listen with it like with any service's. */
  readonly server: FastifyInstance;
  readonly feed: LiveFeed;
  /** Begins to watch whose access changes. */
  watch(bus: Pick<EventBus, 'tap'>): void;
};

const PRUNE_EVERY_MS = 60_000;

/** Puts live updates together: events become messages of rooms, and rooms are read by sockets and other doors. */
export function createRealtime(deps: RealtimeDeps): Realtime {
  const { database, onDefect } = deps;
  const hub = createHub(createMessageReader(database));
  const server = createRealtimeServer(onDefect);
  const session = { ...sessionDeps(deps), hub };
  const { authenticator, socketsPerUser = LIVE_LIMITS.socketsPerUser } = deps;
  const io = createSocketServer(server.server, { ...session, authenticator, socketsPerUser });
  const guard = createAccessGuard({ io, authenticator, onDefect });
  const feed = createLiveFeed({ hub, keepers: session.keepers, onOpen: guard.watchFeed });
  const tail = deps.isReplicated === true ? createTail(database, hub, (error) => onDefect(error, 'live tail')) : null;
  io.on('connection', (socket) => guard.watch(socket));
  server.addHook('preClose', (done) => {
    guard.stop();
    // Not told to stay away: whoever was connected comes back to the next process.
    io.engine.close();
    done();
  });
  const onAppended = (messages: readonly LiveMessage[]): void => {
    hub.publish(messages);
    tail?.tell(messages);
    for (const { at } of messages) liveMetrics.delay.observe(Math.max(0, Date.now() - Date.parse(at)) / 1000);
  };
  return {
    name: 'realtime',
    database,
    subscriptions: [appendLiveMessages(onAppended)],
    workers: [createPruner(deps), ...(tail === null ? [] : [tail])],
    feed,
    server,
    watch: (bus) => guard.start(bus),
  };
}

const sessionDeps = ({ authenticator, orderingFor, onDefect, bufferLimits = BUFFER_LIMITS }: RealtimeDeps) => ({
  keepers: { authenticator, orderingFor },
  bufferLimits,
  onDefect,
});

function createPruner({ database, clock, retention = RETENTION, onDefect }: RealtimeDeps): Worker {
  let nextMs = 0;
  return createDueWorker({
    name: 'realtime.prune',
    clock,
    nextDueAt: () => Promise.resolve(new Date(nextMs)),
    async runDue(now) {
      if (now.getTime() < nextMs) return 0;
      await pruneMessages(database, now, retention);
      nextMs = now.getTime() + PRUNE_EVERY_MS;
      return 0;
    },
    onError: (error) => onDefect(error, 'realtime.prune'),
  });
}
