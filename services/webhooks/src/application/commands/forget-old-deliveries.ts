import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Settled deliveries can be looked up and replayed for so long. */
export const KEPT_MS = 30 * 24 * 3_600_000;
const FORGOTTEN_AT_ONCE = 500;

/** Forgets a batch of deliveries that were settled long ago. */
export const forgetOldDeliveries =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  (now: Date): Promise<number> => {
    const before = new Date(now.getTime() - KEPT_MS);
    return unitOfWork.read.deliveries.forgetSettledBefore({ before, count: FORGOTTEN_AT_ONCE });
  };
