import { type Clock, serviceIntent } from '@haat/domain';
import { releaseCheckout } from '../../domain/reservation/release-holds.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Gives back what a checkout holds. Naturally idempotent: what is not held is not released. */
export function createReleaseStock({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  const intent = serviceIntent('inventory');
  return (checkoutId: string): Promise<void> =>
    unitOfWork.run(intent, ({ stock }) =>
      stock.update({ variantIds: [], checkoutIds: [checkoutId] }, { actor: intent.actor, now: clock.now() }, (book) =>
        releaseCheckout(book, checkoutId),
      ),
    );
}
