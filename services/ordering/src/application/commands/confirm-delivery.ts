import type { Intent } from '@haat/domain';
import { assertBuyer, confirmDelivery as deliveryConfirmed, type Order } from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** The buyer has the goods; payments releases the money when it hears so. */
export const confirmDelivery =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  (intent: Intent, { orderId }: { readonly orderId: string }): Promise<Order> =>
    unitOfWork.run(intent, ({ orders }) =>
      orders.update(orderId, intent.actor, (order) => {
        assertBuyer(order, intent.actor);
        return deliveryConfirmed(order);
      }),
    );
