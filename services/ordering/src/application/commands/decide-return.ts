import type { Intent } from '@haat/domain';
import { assertSeller, decideReturn as returnDecided, type ReturnRequest } from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Input = { readonly orderId: string; readonly returnId: string; readonly accept: boolean };

/** The store accepts a return, upon which payments and inventory act, or declines it. */
export const decideReturn =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  (intent: Intent, { orderId, returnId, accept }: Input): Promise<ReturnRequest> =>
    unitOfWork.run(intent, async ({ orders }) => {
      const order = await orders.update(orderId, intent.actor, (current) => {
        assertSeller(current, intent.actor, ['manager']);
        return returnDecided(current, returnId, accept);
      });
      return order.returns.find((request) => request.returnId === returnId)!;
    });
