import { createTaskWorker, type WakingClock, type Worker } from '@haat/service-kit';
import type { DeliveryQueue, DueDelivery } from '../../application/ports/deliveries.ts';
import { createBusyEndpoints } from './busy-endpoints.ts';

export type DeliveryWorkerOptions = {
  readonly queue: DeliveryQueue;
  readonly clock: WakingClock;
  readonly attempt: (due: DueDelivery) => Promise<void>;
  readonly maxConcurrent?: number;
  /** How many exchanges one endpoint has at a time. */
  readonly perEndpoint?: number;
};

const MAX_CONCURRENT = 64;
const PER_ENDPOINT = 4;
/** Longer than an attempt can take. */
const LEASE_MS = 60_000;

/** Makes due attempts, so many at a time; a slow endpoint takes up its own few places only. */
export function createDeliveryWorker(options: DeliveryWorkerOptions): Worker {
  const { queue, clock, attempt, maxConcurrent = MAX_CONCURRENT, perEndpoint = PER_ENDPOINT } = options;
  const busy = createBusyEndpoints(perEndpoint);
  const worker = createTaskWorker<DueDelivery>({
    name: 'webhooks.deliveries',
    clock,
    // The next attempt may be claimed before the end of the last one has come back from the database, and must not be taken for it.
    keyOf: ({ deliveryId, attemptsMade }) => `${deliveryId} ${attemptsMade}`,
    claimDue: async (now, limit) => {
      const free = Math.min(limit, maxConcurrent - busy.total());
      if (free <= 0) return [];
      const leaseEnd = new Date(now.getTime() + LEASE_MS);
      const due = await queue.claimDue({ now, leaseEnd, limit: free, perEndpoint, busy: busy.full() });
      return due.map((item) => ({ item, attempts: 0 }));
    },
    nextDueAt: () => (busy.total() >= maxConcurrent ? Promise.resolve(null) : queue.nextDueAt(busy.full())),
    run: async (due) => {
      busy.enter(due.endpointId);
      try {
        await attempt(due);
      } finally {
        const allTaken = busy.total() >= maxConcurrent;
        const ownTaken = busy.leave(due.endpointId);
        // Others may have waited for just this place.
        if (allTaken || ownTaken) worker.wake();
      }
    },
    // What could not even be recorded is claimed again when its lease ends.
    postpone: () => Promise.resolve(),
    maxConcurrent,
    maxBatch: maxConcurrent,
    backoff: { baseMs: 1_000, capMs: 60_000 },
  });
  return worker;
}
