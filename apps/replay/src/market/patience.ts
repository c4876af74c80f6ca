import { ApiError } from '@haat/client';
import { sleep } from './concurrently.ts';

/** Repeats a call that the marketplace did not answer, for as long as it takes the marketplace to come back. */
export type Patience = <T>(call: () => Promise<T>) => Promise<T>;

export type PatienceOptions = {
  readonly marketplaceUrl: string;
  /** Told once each time the marketplace stops answering, and when it is back. */
  readonly onOutage: (state: 'lost' | 'back') => void;
};

const HEALTH_POLL_MS = 200;
const HEALTH_TIMEOUT_MS = 5_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;
/** Failures of one call in a row while the marketplace says that it is well. */
const MAX_FAILURES_IN_HEALTH = 12;

/**
 * A refused connection, a torn one, a 5xx and a 429 say nothing about the request, so it is sent again, with the key it
 * had; anything else is an answer. Repeats go on for ever while the marketplace is away, but not while it is well.
 */
export function createPatience({ marketplaceUrl, onOutage }: PatienceOptions): Patience {
  let outage: Promise<void> | undefined;
  const waitUntilHealthy = (): Promise<void> =>
    (outage ??= (async () => {
      if (await isHealthy(marketplaceUrl)) return;
      onOutage('lost');
      while (!(await isHealthy(marketplaceUrl))) await sleep(HEALTH_POLL_MS);
      onOutage('back');
    })().finally(() => (outage = undefined)));
  return async (call) => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await call();
      } catch (error) {
        if (!isWorthRepeating(error) || failures > MAX_FAILURES_IN_HEALTH) throw error;
        const before = performance.now();
        await waitUntilHealthy();
        if (performance.now() - before > HEALTH_TIMEOUT_MS / 10) failures = 0;
        await sleep(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures));
      }
    }
  };
}

export async function isHealthy(marketplaceUrl: string): Promise<boolean> {
  try {
    const response = await fetch(`${marketplaceUrl}/health`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** Errors that say that no whole answer came, told by name because they may come from another realm. */
const NO_WHOLE_ANSWER = ['TimeoutError', 'AbortError', 'SyntaxError'];

export function isWorthRepeating(error: unknown): boolean {
  if (error instanceof ApiError) return error.status >= 500 || error.status === 429;
  return isBrokenConnection(error) || NO_WHOLE_ANSWER.includes((error as Error | null)?.name ?? '');
}

/** What fetch throws when a connection is refused or torn: a TypeError that only its message tells from a mistake. */
export function isBrokenConnection(error: unknown): boolean {
  const { name, message } = error as Error;
  return name === 'TypeError' && /^(fetch failed|terminated)/.test(message);
}
