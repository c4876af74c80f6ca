import type { Clock, Intent } from '@haat/domain';
import { type Delivery, replayed } from '../../domain/delivery.ts';
import { DeliveryNotFound, EndpointDisabled } from '../../domain/errors.ts';
import type { DeliveryKey } from '../ports/deliveries.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock; readonly onQueued: () => void };

/** Sends a delivery once more; one that is still being tried goes out now. */
export const replayDelivery =
  ({ unitOfWork, clock, onQueued }: Deps) =>
  async (intent: Intent, key: DeliveryKey): Promise<Delivery> => {
    const delivery = await unitOfWork.run(intent, async ({ endpoints, deliveries }) => {
      const found = await deliveries.update(key, (current) => replayed(current, clock.now()));
      if (found === null) throw new DeliveryNotFound();
      const endpoint = await endpoints.find({ storeId: key.storeId, endpointId: found.endpointId });
      if (endpoint?.status !== 'enabled') throw new EndpointDisabled();
      return found;
    });
    onQueued();
    return delivery;
  };
