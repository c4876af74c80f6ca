import type { Clock } from '@haat/domain';
import { createDueWorker, type Worker } from '@haat/service-kit';
import type { DueHolds } from '../application/ports/stock-reader.ts';
import type { ExpiryAlarm } from '../application/ports/variants.ts';

/**
 * The worker that ends holds on time, and the alarm that wakes it. Most new holds end later than the one the worker
 * waits for; only one that ends earlier is worth a wake-up, and thereby a query.
 */
export function createExpiry({ clock, dueHolds }: { clock: Clock; dueHolds: DueHolds }) {
  let waitingFor: Date | null = null;
  let worker: Worker | null = null;
  const alarm: ExpiryAlarm = {
    setFor(at) {
      if (waitingFor !== null && waitingFor <= at) return;
      waitingFor = at;
      worker?.wake();
    },
  };
  const createWorker = (expireHolds: (now: Date) => Promise<number>): Worker => {
    worker = createDueWorker({
      name: 'inventory.expire-holds',
      clock,
      async nextDueAt() {
        waitingFor = null;
        const nextDueAt = await dueHolds.nextDueAt();
        if (waitingFor === null) waitingFor = nextDueAt;
        return nextDueAt;
      },
      runDue: expireHolds,
    });
    return worker;
  };
  return { alarm, createWorker };
}
