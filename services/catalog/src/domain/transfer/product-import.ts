import { ImportEnded } from './transfer.errors.ts';

export type ImportStatus = 'waiting' | 'running' | 'finished' | 'cancelled' | 'failed';

/** One file on its way into the catalogue. Each processed line has created or updated a variant, or was refused. */
export type ProductImport = {
  readonly importId: string;
  readonly storeId: string;
  readonly fileName: string;
  readonly status: ImportStatus;
  readonly total: number;
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly refused: number;
  /** How many products of the file, in its order, are done: here it goes on after a crash. */
  readonly groupsDone: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

export const IMPORT_LIMITS = { rows: 20_000, unfinished: 5, exportedRows: 100_000 } as const;

export const isEnded = ({ status }: ProductImport): boolean => status !== 'waiting' && status !== 'running';

export function cancelImport(job: ProductImport, now: Date): ProductImport {
  if (isEnded(job)) throw new ImportEnded();
  return { ...job, status: 'cancelled', finishedAt: now };
}

export const failImport = (job: ProductImport, now: Date): ProductImport => ({
  ...job,
  status: 'failed',
  finishedAt: now,
});

export type Progress = Pick<ProductImport, 'created' | 'updated' | 'refused'> & {
  readonly groups: number;
  readonly isLast: boolean;
};

/** Counts what a batch has done. */
export function advanceImport(job: ProductImport, progress: Progress, now: Date): ProductImport {
  const { created, updated, refused, groups, isLast } = progress;
  return {
    ...job,
    status: isLast ? 'finished' : 'running',
    processed: job.processed + created + updated + refused,
    created: job.created + created,
    updated: job.updated + updated,
    refused: job.refused + refused,
    groupsDone: job.groupsDone + groups,
    finishedAt: isLast ? now : null,
  };
}
