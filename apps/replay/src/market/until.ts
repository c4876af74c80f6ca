import { ApiError } from '@haat/client';
import { sleep } from './concurrently.ts';

const FIRST_PAUSE_MS = 15;
const LONGEST_PAUSE_MS = 400;
const PATIENCE_MS = 10 * 60_000;

/** Asks again until there is an answer; what the marketplace does in the background takes its time. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let pause = FIRST_PAUSE_MS; Date.now() < deadline; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.6)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(pause);
  }
  throw new Error(`gave up waiting for ${what}`);
}

/** Tries again while the answer is one of these codes: what one context was told, another learns a moment later. */
export const untilNot = <T>(what: string, codes: readonly string[], call: () => Promise<T>): Promise<T> =>
  until(what, () =>
    call().catch((error: unknown) => (hasCode(error, codes) ? undefined : Promise.reject(error as Error))),
  );

export const hasCode = (error: unknown, codes: readonly string[]): error is ApiError =>
  error instanceof ApiError && codes.includes(error.code);
