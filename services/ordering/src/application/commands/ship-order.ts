import type { Intent } from '@haat/domain';
import { assertSeller, type Order, ship } from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Input = { readonly orderId: string; readonly carrier: string; readonly trackingNumber: string };

/** The store hands an order to a carrier. */
export const shipOrder =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  (intent: Intent, { orderId, ...parcel }: Input): Promise<Order> =>
    unitOfWork.run(intent, ({ orders }) =>
      orders.update(orderId, intent.actor, (order) => {
        assertSeller(order, intent.actor, ['manager', 'staff']);
        return ship(order, parcel);
      }),
    );
