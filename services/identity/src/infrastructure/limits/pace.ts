import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@haat/domain';
import type { Pace } from '../../application/ports/pace.ts';

/** Longer than Firebase takes for a wrong password, which it takes longer for than for an unknown address. */
const EVEN_MS = 400;

export const createPace = (tokenClock: Clock, evenMs: number = EVEN_MS): Pace => ({
  evenly: async (on, work) => {
    const startMs = performance.now();
    const rest = () => pause(Math.max(0, evenMs - (performance.now() - startMs)));
    try {
      const done = await work();
      if (on === 'any') await rest();
      return done;
    } catch (error) {
      await rest();
      throw error;
    }
  },
  untilNextSecond: async () => {
    await pause(1000 - (tokenClock.now().getTime() % 1000) + 5);
  },
});
