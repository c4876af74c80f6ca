import type { Clock, Ids } from '@haat/domain';
import { uuidv7 } from 'uuidv7';

/** The machine's own time. */
export const systemClock = (): Clock => ({ now: () => new Date() });

/** A clock that tells its sleepers when it was moved. */
export interface AdjustableClock extends Clock {
  onChange(listener: () => void): () => void;
  /** Milliseconds between this clock and the machine's. */
  readonly offsetMs: number;
  advance(milliseconds: number): void;
}

/** The machine's time plus an offset that can only grow, so that no history is ever written backwards. */
export function adjustableClock(initialOffsetMs = 0): AdjustableClock {
  let offsetMs = initialOffsetMs;
  const listeners = new Set<() => void>();
  return {
    now: () => new Date(Date.now() + offsetMs),
    get offsetMs() {
      return offsetMs;
    },
    advance(milliseconds) {
      if (!(milliseconds >= 0)) throw new RangeError('a clock is only moved forward');
      offsetMs += milliseconds;
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** UUIDv7: identifiers that sort by the time they were made. */
export const uuidv7Ids = (): Ids => ({ next: () => uuidv7() });
