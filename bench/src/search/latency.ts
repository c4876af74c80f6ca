import { percentile } from '../statistics.ts';

export type Latency = { readonly p50Ms: number; readonly p95Ms: number; readonly p99Ms: number };

const CLIENTS = 4;
const ROUNDS = 5;

/** How long each of the texts takes, asked by a few clients at once, several times. */
export async function measureLatency(
  texts: readonly string[],
  ask: (text: string) => Promise<unknown>,
): Promise<Latency> {
  for (const text of texts) await ask(text);
  const taken: number[] = [];
  const waiting = Array.from({ length: ROUNDS }, () => texts)
    .flat()
    .values();
  const client = async () => {
    for (const text of waiting) {
      const begin = performance.now();
      await ask(text);
      taken.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { p50Ms: percentile(taken, 0.5), p95Ms: percentile(taken, 0.95), p99Ms: percentile(taken, 0.99) };
}
