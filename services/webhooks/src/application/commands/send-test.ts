import type { Clock, Ids, Intent } from '@haat/domain';
import { type Delivery, newDelivery } from '../../domain/delivery.ts';
import { EndpointDisabled, EndpointNotFound } from '../../domain/errors.ts';
import { payloadOf } from '../payload.ts';
import type { EndpointKey } from '../ports/endpoints.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly onQueued: () => void;
};

const TEST_TYPE = 'webhook.test';

/** Queues a test event, whatever types the endpoint hears. */
export const sendTest =
  ({ unitOfWork, clock, ids, onQueued }: Deps) =>
  async (intent: Intent, { storeId, endpointId }: EndpointKey): Promise<Delivery> => {
    const delivery = await unitOfWork.run(intent, async ({ endpoints, deliveries }) => {
      const endpoint = await endpoints.find({ storeId, endpointId });
      if (endpoint === null) throw new EndpointNotFound();
      if (endpoint.status === 'disabled') throw new EndpointDisabled();
      const now = clock.now();
      const payload = payloadOf({ type: TEST_TYPE, occurredAt: now, data: { storeId, endpointId } });
      const test = newDelivery(
        { deliveryId: ids.next(), causeId: ids.next(), endpointId, storeId, type: TEST_TYPE, payload },
        now,
      );
      await deliveries.add([test]);
      return test;
    });
    onQueued();
    return delivery;
  };
