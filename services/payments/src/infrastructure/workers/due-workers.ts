import { createDueWorker, type WakingClock, type Worker } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { DueDates } from '../../application/ports/payment-reader.ts';

/** New due dates come with every order and are days away or so: looking this often is soon enough for the first one. */
const MAX_IDLE_MS = 15_000;

/** What happens by the clock: payments that run out of time, escrows whose release is due. */
export const createDueWorkers = (
  app: Application,
  { clock, dates }: { clock: WakingClock; dates: DueDates },
): Worker[] => [
  createDueWorker({
    name: 'payments.time-outs',
    clock,
    nextDueAt: () => dates.nextTimeOut(),
    runDue: (now) => app.timeOutPayments(now),
    maxIdleMs: MAX_IDLE_MS,
  }),
  createDueWorker({
    name: 'payments.releases',
    clock,
    nextDueAt: () => dates.nextRelease(),
    runDue: (now) => app.releaseDueEscrows(now),
    maxIdleMs: MAX_IDLE_MS,
  }),
];
