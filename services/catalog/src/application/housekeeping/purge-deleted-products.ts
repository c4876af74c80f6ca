import { serviceIntent } from '@haat/domain';
import { RESTORABLE_FOR_MS, restorableUntil } from '../../domain/product/delete-product.ts';
import { filesOf } from '../commands/media-files.ts';
import type { DeletedProducts } from '../ports/deleted-products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

const MAX_AT_ONCE = 50;

type Deps = { readonly unitOfWork: UnitOfWork; readonly deletedProducts: Pick<DeletedProducts, 'oldest'> };

/** Forgets products whose deletion can no longer be undone, with what hangs on them; only now are their SKUs free again. */
export function createPurgeDeletedProducts({ unitOfWork, deletedProducts }: Deps) {
  return {
    nextDueAt: async (): Promise<Date | null> => {
      const oldest = await deletedProducts.oldest();
      return oldest === null ? null : restorableUntil(oldest);
    },
    runDue: (now: Date): Promise<number> =>
      unitOfWork.run(serviceIntent('catalog'), async ({ deletedProducts: products, fileRemovals }) => {
        const purged = await products.purge(new Date(now.getTime() - RESTORABLE_FOR_MS), MAX_AT_ONCE);
        await fileRemovals.plan(
          purged.flatMap(({ media }) => media.map(filesOf)),
          now,
        );
        return purged.length;
      }),
  };
}
