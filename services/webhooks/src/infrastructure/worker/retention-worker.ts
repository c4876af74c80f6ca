import { createDueWorker, type WakingClock, type Worker } from '@haat/service-kit';
import type { DeliveryQueue } from '../../application/ports/deliveries.ts';

type Options = {
  readonly queue: Pick<DeliveryQueue, 'oldestSettledAt'>;
  readonly clock: WakingClock;
  readonly keptMs: number;
  readonly forget: (now: Date) => Promise<number>;
};

const LOOK_EVERY_MS = 3_600_000;

/** Forgets deliveries when their time has come. */
export const createRetentionWorker = ({ queue, clock, keptMs, forget }: Options): Worker =>
  createDueWorker({
    name: 'webhooks.retention',
    clock,
    nextDueAt: async () => {
      const oldest = await queue.oldestSettledAt();
      // One more millisecond, since what is as old as that is still kept.
      return oldest === null ? null : new Date(oldest.getTime() + keptMs + 1);
    },
    runDue: forget,
    maxIdleMs: LOOK_EVERY_MS,
  });
