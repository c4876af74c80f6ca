import { roomOf } from '@haat/contracts';
import { type DomainError, findDomainError } from '@haat/domain';
import type { Authenticator, EventBus } from '@haat/service-kit';
import { identify } from '../access/visitor.ts';
import type { OpenFeed } from '../feed/live-feed.ts';
import type { LiveServer, LiveSocket } from './socket-types.ts';

/** How often everybody is asked again who they are, for what no event tells: a session that ended, a key that expired. */
const RECHECK_MS = 60_000;
/** Timers cannot be set further ahead. */
const MAX_TIMER_MS = 2_147_483_647;

type GuardDeps = {
  readonly io: LiveServer;
  readonly authenticator: Authenticator;
  readonly onDefect: (error: unknown, place: string) => void;
};

/** Sends sockets away when what they showed at the door is worth nothing any more, and out of rooms they lost. */
export function createAccessGuard({ io, authenticator, onDefect }: GuardDeps) {
  const recheck = async (socket: LiveSocket, rooms?: readonly string[]): Promise<void> => {
    const { session } = socket.data;
    if (session === undefined || !socket.connected) return;
    try {
      const { headers, auth } = socket.handshake;
      await session.renew(await identify({ headers, auth }, authenticator), rooms);
    } catch (error) {
      const known = findDomainError(error);
      if (known === undefined) onDefect(error, 'live access');
      else if (isFinal(known)) session.end(known);
    }
  };
  const socketsOf = (userId: string): LiveSocket[] =>
    [...io.of('/').sockets.values()].filter(({ data }) => {
      const actor = data.session?.visitor.actor;
      return actor?.kind === 'user' && actor.userId === userId;
    });
  const feeds = new Set<OpenFeed>();
  const feedsOf = (userId: string): OpenFeed[] =>
    [...feeds].filter(({ visitor: { actor } }) => actor.kind === 'user' && actor.userId === userId);
  const recheckFeed = (feed: OpenFeed): Promise<void> =>
    feed.renew().catch((error: unknown) => onDefect(error, 'live access'));
  const recheckAll = async (): Promise<void> => {
    for (const socket of [...io.of('/').sockets.values()]) await recheck(socket);
    for (const feed of [...feeds]) await recheckFeed(feed);
  };
  const recheckUser = (userId: string, rooms?: readonly string[]): void => {
    for (const socket of socketsOf(userId)) void recheck(socket, rooms);
    for (const feed of feedsOf(userId)) void recheckFeed(feed);
  };
  let sweep: NodeJS.Timeout | undefined;
  return {
    /** Watches one socket until its token ends. */
    watch(socket: LiveSocket): void {
      const { expiresAt } = socket.data.visitor;
      if (expiresAt === null) return;
      const inMs = Math.min(MAX_TIMER_MS, Math.max(0, expiresAt.getTime() - Date.now()) + 1_000);
      const timer = setTimeout(() => void recheck(socket), inMs);
      socket.once('disconnect', () => clearTimeout(timer));
    },
    /** Watches a subscription until what is returned is called. */
    watchFeed(feed: OpenFeed): () => void {
      feeds.add(feed);
      return () => feeds.delete(feed);
    },
    start(bus: Pick<EventBus, 'tap'>): void {
      bus.tap({ on: ['accessChanged'], see: ({ data }) => recheckUser(data.userId) });
      bus.tap({ on: ['memberChanged'], see: ({ data }) => recheckUser(data.userId, [roomOf('store', data.storeId)]) });
      sweep = setInterval(() => void recheckAll(), RECHECK_MS);
      sweep.unref();
    },
    stop: () => clearInterval(sweep),
  };
}

/** Identity that is away says nothing about who somebody is. */
const isFinal = ({ kind }: DomainError): boolean => kind !== 'unavailable';
