import type { LiveMessage } from '@haat/contracts';
import { type Subscription, subscription } from '@haat/service-kit';
import { postsOf, TOLD } from './rooms/rooms-of-event.ts';
import { appendMessages, type RoomPost } from './store/append-messages.ts';

/** The consumer's position is kept under this name: renaming it tells all events once more. */
const GROUP = 'realtime.append-live-messages';

/** Brings events into their rooms; `onAppended` is called after each commit, in the order of commits. */
export const appendLiveMessages = (onAppended: (messages: readonly LiveMessage[]) => void): Subscription =>
  subscription({
    group: GROUP,
    on: TOLD,
    // An order makes several messages within a moment; one transaction for many costs little of the 100 ms that they may take.
    gatherMs: 20,
    handle: async (tx, events) => {
      const messages = await appendMessages(tx, events.flatMap((event) => postsOf(event)) as RoomPost[]);
      if (messages.length > 0) tx.afterCommit(() => onAppended(messages));
    },
  });
