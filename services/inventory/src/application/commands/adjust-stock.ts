import type { Clock, Intent } from '@haat/domain';
import { adjustOnHand } from '../../domain/stock/change-on-hand.ts';
import type { StockLevel, StockReader } from '../ports/stock-reader.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { Variants } from '../ports/variants.ts';
import { ownVariant } from './own-variant.ts';

export type AdjustStock = {
  readonly storeId: string;
  readonly variantId: string;
  readonly delta: number;
  readonly reason: 'received' | 'damaged' | 'counted' | 'other';
};

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly variants: Variants;
  readonly reader: StockReader;
  readonly clock: Clock;
};

/** Adds units to, or takes units from, what a store has. */
export function createAdjustStock(deps: Deps) {
  return async (command: AdjustStock, intent: Intent): Promise<StockLevel> => {
    const variant = await ownVariant(deps, command);
    const now = deps.clock.now();
    const scope = { variantIds: [variant.variantId], checkoutIds: [] };
    return deps.unitOfWork.run(intent, async ({ stock }) => {
      await stock.ensure(variant, now);
      const after = await stock.update(scope, { actor: intent.actor, now }, (book) =>
        adjustOnHand(book, variant.variantId, command.delta, command.reason),
      );
      return { ...after, updatedAt: now };
    });
  };
}
