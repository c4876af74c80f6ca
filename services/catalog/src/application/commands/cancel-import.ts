import type { Clock, Intent } from '@haat/domain';
import { cancelImport, type ProductImport } from '../../domain/transfer/product-import.ts';
import { ImportNotFound } from '../../domain/transfer/transfer.errors.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { importFile } from './import-file.ts';

type Ref = { readonly storeId: string; readonly importId: string };

/** Stops an import between two of its batches; what it has done stays. */
export function createCancelImport({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return ({ storeId, importId }: Ref, intent: Intent): Promise<ProductImport> =>
    unitOfWork.run(intent, async ({ imports, fileRemovals }) => {
      const job = await imports.lock(importId);
      if (job === null || job.storeId !== storeId) throw new ImportNotFound(importId);
      const cancelled = cancelImport(job, clock.now());
      await imports.save(cancelled);
      await fileRemovals.plan([importFile(importId)], clock.now());
      return cancelled;
    });
}
