import type { RequestHeaders } from '@haat/service-kit';
import type { CacheNotes } from './cache/cache-notes.ts';
import type { Loaders } from './upstream/loaders.ts';
import type { Upstream } from './upstream/upstream.ts';
import type { LiveFeed } from './subscriptions/live-feed.ts';

/** All that the resolvers of one request have. */
export type RequestContext = {
  readonly upstream: Upstream;
  readonly loaders: Loaders;
  readonly notes: CacheNotes;
  readonly liveFeed: LiveFeed | null;
  /** Who asks, for the feed to decide who may hear what. */
  readonly headers: RequestHeaders;
};
