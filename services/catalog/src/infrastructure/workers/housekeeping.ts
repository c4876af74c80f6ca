import { createDueWorker, type WakingClock } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';

type Chores = Pick<Application, 'removeDueFiles' | 'nextFileRemovalAt' | 'purge' | 'carryImportsOn'>;

/** What has to be done some day though nobody asks for it. */
export function createHousekeeping(app: Chores, clock: WakingClock) {
  const files = createDueWorker({
    name: 'catalog.remove-files-that-are-due',
    clock,
    nextDueAt: app.nextFileRemovalAt,
    runDue: app.removeDueFiles,
  });
  const purge = createDueWorker({ name: 'catalog.purge-deleted-products', clock, ...app.purge });
  const imports = createDueWorker({
    name: 'catalog.carry-imports-on',
    clock,
    nextDueAt: async () => null,
    runDue: app.carryImportsOn,
  });
  return { workers: [files, purge, imports], wakeFiles: files.wake, wakeImports: imports.wake };
}
