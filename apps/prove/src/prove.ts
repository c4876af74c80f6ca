import type { Breach, Check } from './check.ts';
import { type Marketplace, openWorld } from './world.ts';

export type Proof = {
  readonly check: Check;
  readonly looked: number;
  readonly seconds: number;
  readonly breaches: readonly Breach[];
};

export type ProveOptions = {
  readonly checks: readonly Check[];
  readonly onProof: (proof: Proof) => void;
  /** How often apparent breaches of what may be in flight are looked at again. */
  readonly maxLooks?: number;
  readonly pauseMs?: number;
};

const MAX_BREACHES = 1_000;
const MAX_LOOKS = 15;
const PAUSE_MS = 2_000;

/**
 * Runs one check after the other and ends with the first that finds a breach.
 * @returns whether everything holds
 */
export async function prove(
  marketplace: Marketplace,
  { checks, onProof, maxLooks = MAX_LOOKS, pauseMs = PAUSE_MS }: ProveOptions,
): Promise<boolean> {
  let opened = await openWorld(marketplace);
  try {
    for (const check of checks) {
      const startedMs = performance.now();
      let { looked, breaches } = await look(check, opened.world);
      for (let looks = 1; breaches.length > 0 && check.mayBeInFlight && looks < maxLooks; looks += 1) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        await opened.close();
        opened = await openWorld(marketplace);
        const again = await look(check, opened.world);
        // What was under way is over or has moved on; only what is still there counts.
        const still = new Set(again.breaches.map(({ id }) => id));
        breaches = again.breaches.length >= MAX_BREACHES ? again.breaches : breaches.filter(({ id }) => still.has(id));
        looked = again.looked;
      }
      onProof({ check, looked, seconds: (performance.now() - startedMs) / 1000, breaches });
      if (breaches.length > 0) return false;
    }
    return true;
  } finally {
    await opened.close();
  }
}

class Enough extends Error {}

async function look(check: Check, world: Parameters<Check['run']>[0]): Promise<{ looked: number; breaches: Breach[] }> {
  const breaches: Breach[] = [];
  const report = (breach: Breach) => {
    breaches.push(breach);
    // One is enough where nothing can be in flight.
    if (!check.mayBeInFlight || breaches.length >= MAX_BREACHES) throw new Enough();
  };
  try {
    return { looked: await check.run(world, report), breaches };
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    return { looked: breaches.length, breaches };
  }
}
