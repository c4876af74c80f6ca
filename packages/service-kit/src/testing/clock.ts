import type { Clock, Ids } from '@haat/domain';

/** A clock that stands still until a test moves it; sleepers are told. */
export type SettableClock = Clock & {
  set(date: Date): void;
  advance(milliseconds: number): void;
  onChange(listener: () => void): () => void;
};

export function settableClock(start: Date): SettableClock {
  let now = start;
  const listeners = new Set<() => void>();
  const set = (date: Date) => {
    now = date;
    for (const listener of listeners) listener();
  };
  return {
    now: () => now,
    set,
    advance: (milliseconds) => set(new Date(now.getTime() + milliseconds)),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Identifiers that count up, shaped like UUIDv7, so that a failing test reads the same each time. */
export function sequentialIds(prefix = '01900000'): Ids {
  let next = 0;
  return {
    next: () => {
      next += 1;
      return `${prefix}-0000-7000-8000-${next.toString(16).padStart(12, '0')}`;
    },
  };
}
