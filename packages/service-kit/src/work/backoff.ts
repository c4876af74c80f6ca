/** How long to wait between attempts: doubling from `baseMs` up to `capMs`. */
export type Backoff = { readonly baseMs: number; readonly capMs: number };

const MAX_DOUBLINGS = 30;

/**
 * The wait before attempt number `attempt + 1`. Half of it is random, so that many who failed together do not come
 * back together.
 */
export function backoffMs(attempt: number, { baseMs, capMs }: Backoff, random: () => number = Math.random): number {
  const full = Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, MAX_DOUBLINGS));
  return full / 2 + (full / 2) * random();
}
