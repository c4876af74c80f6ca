import { DomainError } from '@haat/domain';
import type { RequestContext } from '../context.ts';
import type { FeedItem, FeedRequest } from './live-feed.ts';

/**
 * Follows rooms and gives what `read` makes of each item; what it makes nothing of is passed over. Ending the iteration
 * ends the feed at once, also while the next item is still awaited: a generator could not be interrupted there.
 */
export async function follow<Update>(
  { liveFeed, headers }: Pick<RequestContext, 'liveFeed' | 'headers'>,
  rooms: FeedRequest['rooms'],
  read: (item: FeedItem) => Update | null,
): Promise<AsyncIterableIterator<Update>> {
  if (liveFeed === null) {
    throw new DomainError('live.unavailable', 'unavailable', 'Live updates are away; ask again later.');
  }
  const ending = new AbortController();
  const feed = await liveFeed.subscribe({ headers, rooms, signal: ending.signal });
  const items = feed[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorResult<Update>> => {
    ending.abort();
    return { done: true, value: undefined };
  };
  const updates: AsyncIterableIterator<Update> = {
    async next() {
      for (;;) {
        const { done, value } = await items.next();
        if (done === true) return end();
        const update = read(value);
        if (update !== null) return { done: false, value: update };
      }
    },
    return: end,
    async throw(error) {
      ending.abort();
      throw error;
    },
    [Symbol.asyncIterator]: () => updates,
  };
  return updates;
}
