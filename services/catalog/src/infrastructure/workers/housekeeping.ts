import { createDueWorker, type WakingClock } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';

type Chores = Pick<Application, 'removeDueFiles' | 'nextFileRemovalAt' | 'purge'>;

/** What has to be done some day though nobody asks for it. */
export function createHousekeeping(app: Chores, clock: WakingClock) {
  const files = createDueWorker({
    name: 'catalog.remove-files-that-are-due',
    clock,
    nextDueAt: app.nextFileRemovalAt,
    runDue: app.removeDueFiles,
  });
  const purge = createDueWorker({ name: 'catalog.purge-deleted-products', clock, ...app.purge });
  return { workers: [files, purge], wakeFiles: files.wake };
}
