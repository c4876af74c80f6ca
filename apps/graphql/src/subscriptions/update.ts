import type { LiveMessage, LiveType } from '@haat/contracts';
import type { FeedItem } from './live-feed.ts';

/** What every update says beside its news. */
export type Update<Data> = {
  readonly sequence: number;
  readonly isGap: boolean;
  readonly eventId: string | null;
  readonly type: LiveType | null;
  readonly at: string | null;
  /** Null when it tells of a gap. */
  readonly data: Data | null;
};

export type Wanted = LiveMessage<LiveType>;

/** Makes an update of an item, unless it is of a type that nobody asked for. */
export function updateOf<Data>(item: FeedItem, wants: (message: Wanted) => Data | null): Update<Data> | null {
  if ('gap' in item) {
    return { sequence: item.gap.sequence, isGap: true, eventId: null, type: null, at: null, data: null };
  }
  const data = wants(item.message);
  if (data === null) return null;
  const { sequence, id, type, at } = item.message;
  return { sequence, isGap: false, eventId: id, type, at, data };
}
