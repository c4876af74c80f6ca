import { serviceIntent } from '@haat/domain';
import { expireHolds } from '../../domain/reservation/release-holds.ts';
import type { DueHolds } from '../ports/stock-reader.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Most checkouts whose holds end in one transaction. */
export const MAX_EXPIRY_BATCH = 200;

/**
 * Ends the holds whose time has come, one batch of them.
 * @returns how many holds ended; what a payment took meanwhile is left alone
 */
export function createExpireHolds({ unitOfWork, dueHolds }: { unitOfWork: UnitOfWork; dueHolds: DueHolds }) {
  const intent = serviceIntent('inventory');
  return async (now: Date): Promise<number> => {
    const checkoutIds = await dueHolds.dueCheckouts(now, MAX_EXPIRY_BATCH);
    if (checkoutIds.length === 0) return 0;
    return unitOfWork.run(intent, ({ stock }) =>
      stock.update({ variantIds: [], checkoutIds }, { actor: intent.actor, now }, (book) =>
        checkoutIds.reduce((ended, checkoutId) => ended + expireHolds(book, checkoutId, now), 0),
      ),
    );
  };
}
