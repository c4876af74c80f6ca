import type { Clock } from '@haat/domain';
import { createAdjustStock } from './commands/adjust-stock.ts';
import { createExpireHolds } from './commands/expire-holds.ts';
import { createReleaseStock } from './commands/release-stock.ts';
import { createReserveStock } from './commands/reserve-stock.ts';
import { createSetStock } from './commands/set-stock.ts';
import type { DueHolds, StockReader } from './ports/stock-reader.ts';
import type { GroupCommit, UnitOfWork } from './ports/unit-of-work.ts';
import type { ExpiryAlarm, Variants } from './ports/variants.ts';
import { createAvailability } from './queries/availability.ts';
import { createListStock } from './queries/list-stock.ts';
import { createSettleStock } from './reactions/settle-stock-when-orders-move.ts';

export type ApplicationDeps = {
  readonly unitOfWork: UnitOfWork;
  readonly groupCommit: GroupCommit;
  readonly reader: StockReader;
  readonly dueHolds: DueHolds;
  readonly variants: Variants;
  readonly alarm: ExpiryAlarm;
  readonly clock: Clock;
};

export type Application = ReturnType<typeof createApplication>;

/** The use cases of inventory. */
export function createApplication(deps: ApplicationDeps) {
  return {
    setStock: createSetStock(deps),
    adjustStock: createAdjustStock(deps),
    reserveStock: createReserveStock(deps),
    releaseStock: createReleaseStock(deps),
    expireHolds: createExpireHolds(deps),
    settleStock: createSettleStock(deps),
    listStock: createListStock(deps),
    availability: createAvailability(deps),
  };
}
