import type { Intent } from '@haat/domain';
import { assertSeller, type Order, startProcessing as processingStarted } from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** The store begins to pack a confirmed order. */
export const startProcessing =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  (intent: Intent, { orderId }: { readonly orderId: string }): Promise<Order> =>
    unitOfWork.run(intent, ({ orders }) =>
      orders.update(orderId, intent.actor, (order) => {
        assertSeller(order, intent.actor, ['manager', 'staff']);
        return processingStarted(order);
      }),
    );
