import { principalOf, type Clock, type Intent } from '@haat/domain';
import type { UnitOfWork } from '../ports/notice-board.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock };

/** Marks all my notices as read and says how many that were. */
export const markAllRead =
  ({ unitOfWork, clock }: Deps) =>
  (intent: Intent): Promise<number> =>
    unitOfWork.run(intent, (board) => board.markAllRead(principalOf(intent.actor), clock.now()));
