export type { FeedItem, FeedRequest, LiveFeed } from './feed/live-feed.ts';
export { createRealtime, type Realtime, type RealtimeDeps } from './create-realtime.ts';

export const migrationsDirectory = new URL('../migrations/', import.meta.url);
