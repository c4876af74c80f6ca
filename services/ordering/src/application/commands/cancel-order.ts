import type { Intent } from '@haat/domain';
import { cancel, cancelReasonFor, type Order } from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Input = {
  readonly orderId: string;
  readonly reason?: 'buyer_request' | 'seller_request' | 'unavailable' | undefined;
  readonly note: string;
};

/** Buyer or store call an order off before it is shipped; money and stock follow by the event. */
export const cancelOrder =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  (intent: Intent, { orderId, reason, note }: Input): Promise<Order> =>
    unitOfWork.run(intent, ({ orders }) =>
      orders.update(orderId, intent.actor, (order) =>
        cancel(order, cancelReasonFor(order, intent.actor, reason), note),
      ),
    );
