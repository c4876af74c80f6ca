/** One sleeper that can be woken. A ring while nobody sleeps is kept, so that no wake-up is lost. */
export interface Alarm<Reason extends string> {
  ring(reason: Reason): void;
  /** Sleeps for at most `milliseconds`; resolves with the reason of the ring, or null when the time has passed. */
  wait(milliseconds: number): Promise<Reason | null>;
}

/** Longer waits overflow a timer and would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export function createAlarm<Reason extends string>(): Alarm<Reason> {
  let kept: Reason | null = null;
  let wakeSleeper: ((reason: Reason | null) => void) | null = null;
  return {
    ring(reason) {
      if (wakeSleeper === null) kept ??= reason;
      else wakeSleeper(reason);
    },
    wait(milliseconds) {
      if (kept !== null) {
        const reason = kept;
        kept = null;
        return Promise.resolve(reason);
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => wakeSleeper?.(null), Math.min(milliseconds, MAX_TIMER_MS));
        wakeSleeper = (reason) => {
          clearTimeout(timer);
          wakeSleeper = null;
          resolve(reason);
        };
      });
    },
  };
}
