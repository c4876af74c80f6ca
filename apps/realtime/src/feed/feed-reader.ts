import type { Hub } from '../hub/hub.ts';
import type { RoomCursor, Sink } from '../hub/room-cursor.ts';
import { liveMetrics } from '../live-metrics.ts';
import type { FeedItem } from './live-feed.ts';

/** Messages that wait for a reader; the rest stays in the table until it has taken them. */
export const MAX_WAITING = 128;

/** One subscription: a bounded queue between the rooms and whoever iterates. It is iterated once. */
export class FeedReader implements AsyncIterable<FeedItem> {
  readonly #hub: Hub;
  readonly #onEnd: () => void;
  readonly #cursors: RoomCursor[] = [];
  #waiting: FeedItem[] = [];
  #wake: (() => void) | null = null;
  #failure: { readonly error: unknown } | null = null;
  #isEnded = false;

  constructor(hub: Hub, onEnd: () => void) {
    this.#hub = hub;
    this.#onEnd = onEnd;
  }

  async start(afters: ReadonlyMap<string, number | undefined>, signal: AbortSignal): Promise<void> {
    const stop = (): void => this.end();
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await Promise.all(
        [...afters].map(([room, after]) => {
          const cursor = this.#hub.enter(room, this.#sink);
          this.#cursors.push(cursor);
          return cursor.start(after);
        }),
      );
    } catch (error) {
      this.end(error);
      throw error;
    }
    if (!this.#isEnded) for (const cursor of this.#cursors) cursor.go();
    else this.#leave();
  }

  /** Ends the iteration; with an error, the reader is told. What was waiting is dropped: it can be had again. */
  end(error?: unknown): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#failure = error === undefined ? null : { error };
    this.#waiting = [];
    this.#leave();
    this.#onEnd();
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FeedItem> {
    try {
      for (;;) {
        const item = this.#waiting.shift();
        if (item !== undefined) {
          if (this.#waiting.length === 0) for (const cursor of this.#cursors) cursor.wake();
          yield item;
        } else if (this.#isEnded) {
          if (this.#failure !== null) throw this.#failure.error;
          return;
        } else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      this.end();
    }
  }

  readonly #sink: Sink = {
    isOpen: () => !this.#isEnded && this.#waiting.length < MAX_WAITING,
    deliver: (message) => {
      liveMetrics.delivered.inc({ door: 'subscription' });
      this.#push({ message });
    },
    gap: (gap) => {
      liveMetrics.gaps.inc();
      this.#push({ gap });
    },
    fail: (error) => this.end(error),
  };

  #push(item: FeedItem): void {
    this.#waiting.push(item);
    this.#wake?.();
  }

  #leave(): void {
    for (const cursor of this.#cursors) this.#hub.leave(cursor);
  }
}
