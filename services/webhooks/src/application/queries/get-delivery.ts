import type { Attempt, Delivery } from '../../domain/delivery.ts';
import { DeliveryNotFound } from '../../domain/errors.ts';
import type { DeliveryKey } from '../ports/deliveries.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export type DeliveryWithAttempts = { readonly delivery: Delivery; readonly attempts: readonly Attempt[] };

const SHOWN_ATTEMPTS = 50;

/** Shows one delivery of a store with its latest attempts. */
export const getDelivery =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  async (key: DeliveryKey): Promise<DeliveryWithAttempts> => {
    const { deliveries } = unitOfWork.read;
    const delivery = await deliveries.find(key);
    if (delivery === null) throw new DeliveryNotFound();
    return { delivery, attempts: await deliveries.attemptsOf(delivery.deliveryId, SHOWN_ATTEMPTS) };
  };
