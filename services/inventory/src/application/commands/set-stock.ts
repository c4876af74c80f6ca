import type { Clock, Intent } from '@haat/domain';
import { setOnHand } from '../../domain/stock/change-on-hand.ts';
import type { StockLevel, StockReader } from '../ports/stock-reader.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { Variants } from '../ports/variants.ts';
import { ownVariant } from './own-variant.ts';

export type SetStock = {
  readonly storeId: string;
  readonly variantId: string;
  readonly onHand: number;
  readonly lowStockThreshold?: number | undefined;
};

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly variants: Variants;
  readonly reader: StockReader;
  readonly clock: Clock;
};

/** Says how many units of a variant a store has; the first time makes its row. */
export function createSetStock(deps: Deps) {
  return async (command: SetStock, intent: Intent): Promise<StockLevel> => {
    const variant = await ownVariant(deps, command);
    const now = deps.clock.now();
    const scope = { variantIds: [variant.variantId], checkoutIds: [] };
    return deps.unitOfWork.run(intent, async ({ stock }) => {
      await stock.ensure(variant, now);
      const { onHand, lowStockThreshold } = command;
      const decide = (book: Parameters<typeof setOnHand>[0]) =>
        setOnHand(book, variant.variantId, onHand, lowStockThreshold);
      return { ...(await stock.update(scope, { actor: intent.actor, now }, decide)), updatedAt: now };
    });
  };
}
