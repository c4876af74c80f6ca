import type { LiveMessage, ResumeGap } from '@haat/contracts';
import { LIVE_LIMITS } from '@haat/contracts';
import { findDomainError } from '@haat/domain';
import type { RequestHeaders } from '@haat/service-kit';
import { assertMayJoin, type DoorKeepers } from '../access/may-join.ts';
import { identify, type Visitor } from '../access/visitor.ts';
import type { Hub } from '../hub/hub.ts';
import { TooManyRooms, TooManySubscriptions } from '../live-errors.ts';
import { liveMetrics } from '../live-metrics.ts';
import { FeedReader } from './feed-reader.ts';

export type FeedItem = { readonly message: LiveMessage } | { readonly gap: ResumeGap };

export type FeedRequest = {
  /** The request's own headers; they prove who it is, as at every door. */
  readonly headers: RequestHeaders;
  readonly rooms: readonly { readonly room: string; readonly after?: number | undefined }[];
  /** Ends the subscription; nothing is kept for it afterwards. */
  readonly signal: AbortSignal;
};

/**
 * What rooms are told, for doors that are no sockets. Messages of a room come in order, each once. The promise rejects where
 * the caller may not hear a room; the iteration ends with the signal, and throws when access is lost or reading fails.
 */
export interface LiveFeed {
  subscribe(request: FeedRequest): Promise<AsyncIterable<FeedItem>>;
}

type FeedDeps = {
  readonly hub: Hub;
  readonly keepers: DoorKeepers;
  readonly onOpen: (open: OpenFeed) => () => void;
};

/** What the guard of access needs to know of an open subscription. */
export type OpenFeed = {
  readonly visitor: Visitor;
  readonly rooms: readonly string[];
  renew(): Promise<void>;
};

export function createLiveFeed({ hub, keepers, onOpen }: FeedDeps): LiveFeed {
  const open = new Map<string, number>();
  return {
    async subscribe({ headers, rooms, signal }) {
      const afters = new Map(rooms.map(({ room, after }) => [room, after]));
      if (afters.size > LIVE_LIMITS.roomsPerSocket) throw new TooManyRooms();
      const visitor = await admit(headers, [...afters.keys()], keepers);
      const count = open.get(visitor.principal) ?? 0;
      if (count >= LIVE_LIMITS.subscriptionsPerUser) throw new TooManySubscriptions();
      open.set(visitor.principal, count + 1);
      liveMetrics.subscriptions.inc();
      const reader = new FeedReader(hub, () => {
        forget();
        liveMetrics.subscriptions.dec();
        const left = (open.get(visitor.principal) ?? 1) - 1;
        if (left === 0) open.delete(visitor.principal);
        else open.set(visitor.principal, left);
      });
      const forget = onOpen({ visitor, rooms: [...afters.keys()], renew: () => renew(reader) });
      const renew = async (feed: FeedReader): Promise<void> => {
        await admit(headers, [...afters.keys()], keepers).catch((error: unknown) => {
          if (findDomainError(error)?.kind !== 'unavailable') feed.end(error);
        });
      };
      await reader.start(afters, signal);
      return reader;
    },
  };
}

async function admit(headers: RequestHeaders, rooms: readonly string[], keepers: DoorKeepers): Promise<Visitor> {
  const visitor = await identify({ headers, auth: {} }, keepers.authenticator);
  await Promise.all(rooms.map((room) => assertMayJoin(room, visitor, keepers)));
  return visitor;
}
