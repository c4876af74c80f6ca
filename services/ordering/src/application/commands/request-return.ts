import type { Ids, Intent } from '@haat/domain';
import {
  assertBuyer,
  requestReturn as returnRequested,
  type ReturnLine,
  type ReturnRequest,
} from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly ids: Ids };
type Input = { readonly orderId: string; readonly lines: readonly ReturnLine[]; readonly reason: string };

/** The buyer asks to give units of a shipped or delivered order back. */
export const requestReturn =
  ({ unitOfWork, ids }: Deps) =>
  async (intent: Intent, { orderId, lines, reason }: Input): Promise<ReturnRequest> => {
    const returnId = ids.next();
    return unitOfWork.run(intent, async ({ orders }) => {
      const order = await orders.update(orderId, intent.actor, (current) => {
        assertBuyer(current, intent.actor);
        return returnRequested(current, { returnId, reason, lines });
      });
      return order.returns.find((request) => request.returnId === returnId)!;
    });
  };
