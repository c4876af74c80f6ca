import { HaatError } from './haat-error.ts';

export type RetryPolicy = {
  /** Tries in all. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
};

export const RETRY_POLICY: RetryPolicy = { attempts: 5, baseMs: 200, capMs: 10_000 };

/** Repeats what failed in passing, each time after a longer wait or the one the server asks for. */
export async function retrying<T>(
  attempt: () => Promise<T>,
  policy: RetryPolicy,
  signal: AbortSignal | undefined,
): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      const mayRepeat = error instanceof HaatError && error.isPassing && made < policy.attempts;
      if (!mayRepeat || signal?.aborted === true) throw error;
      await pause(error.retryAfterMs ?? backoffMs(made, policy), signal);
    }
  }
}

/** Up to twice as long each time, and by chance shorter, so that many clients do not come back together. */
export function backoffMs(made: number, { baseMs, capMs }: RetryPolicy): number {
  const longest = Math.min(capMs, baseMs * 2 ** (made - 1));
  return longest / 2 + (Math.random() * longest) / 2;
}

export function pause(forMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, forMs);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
