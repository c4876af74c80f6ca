import type { Clock, Ids, Intent } from '@haat/domain';
import { IMPORT_LIMITS, type ProductImport } from '../../domain/transfer/product-import.ts';
import { TooManyImports, UploadTooSlow } from '../../domain/transfer/transfer.errors.ts';
import type { FileRemovals, Files } from '../ports/files.ts';
import type { ProductFiles } from '../ports/product-files.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { importFile } from './import-file.ts';
import { storeOf, type StoreDeps } from './store-of.ts';

/** If no import names the file by then, it is taken away. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

type Deps = StoreDeps & {
  readonly unitOfWork: UnitOfWork;
  readonly files: Files;
  readonly fileRemovals: FileRemovals;
  readonly productFiles: ProductFiles;
  readonly clock: Clock;
  readonly ids: Ids;
};

export type SentProducts = { readonly storeId: string; readonly file: Uint8Array; readonly fileName: string };

/** Takes a file of goods to be imported. What cannot be read at all is refused here, single lines are by the import. */
export function createImportProducts(deps: Deps) {
  return async ({ storeId, file, fileName }: SentProducts, intent: Intent): Promise<ProductImport> => {
    const earlier = await deps.unitOfWork.replayOf<ProductImport>(intent);
    if (earlier !== null) return earlier.result;
    await storeOf(deps, storeId);
    const total = await deps.productFiles.count(file);
    const now = deps.clock.now();
    const job = newImport({ importId: deps.ids.next(), storeId, fileName, total, createdAt: now });
    const group = importFile(job.importId);
    await deps.fileRemovals.plan([group], new Date(now.getTime() + ABANDONED_AFTER_MS));
    await deps.files.put(group.folder, [{ name: group.names[0]!, content: file }]);
    return deps.unitOfWork.run(intent, async ({ imports, fileRemovals }) => {
      if ((await imports.countUnfinished(storeId)) >= IMPORT_LIMITS.unfinished)
        throw new TooManyImports(IMPORT_LIMITS.unfinished);
      if (!(await fileRemovals.withdraw(group.folder))) throw new UploadTooSlow();
      await imports.insert(job);
      return job;
    });
  };
}

const newImport = (
  facts: Pick<ProductImport, 'importId' | 'storeId' | 'fileName' | 'total' | 'createdAt'>,
): ProductImport => ({
  ...facts,
  status: 'waiting',
  processed: 0,
  created: 0,
  updated: 0,
  refused: 0,
  groupsDone: 0,
  finishedAt: null,
});
