import type { LiveMessage, ResumeGap } from '@haat/contracts';
import type { RequestHeaders } from '@haat/service-kit';

/** A message of a room, or the news that what lies between is no longer kept. */
export type FeedItem = { readonly message: LiveMessage } | { readonly gap: ResumeGap };

export type FeedRequest = {
  /** The request's own headers: whoever offers the feed decides by them who may hear what. */
  readonly headers: RequestHeaders;
  readonly rooms: readonly { readonly room: string; readonly after?: number | undefined }[];
  /** Ends the subscription; nothing may be kept for it afterwards. */
  readonly signal: AbortSignal;
};

/**
 * Where subscriptions get their events from. Messages of a room come in order and each once; with `after`, those that were
 * missed come first. The promise rejects where the caller may not hear a room; iterating throws when access is lost.
 */
export interface LiveFeed {
  subscribe(request: FeedRequest): Promise<AsyncIterable<FeedItem>>;
}
