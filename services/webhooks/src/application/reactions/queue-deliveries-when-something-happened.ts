import type { Clock, Ids } from '@haat/domain';
import { newDelivery } from '../../domain/delivery.ts';
import { type Message, payloadOf } from '../payload.ts';
import type { Stores } from '../ports/unit-of-work.ts';

/** Something that happened to a store, in the form that partners are told. */
export type Happening = Message & { readonly causeId: string; readonly storeId: string };

type Deps = { readonly clock: Clock; readonly ids: Ids };

/**
 * Queues a delivery for each endpoint that hears of a happening, in the transaction that remembers the event.
 * @returns how many were queued
 */
export const queueDeliveriesWhenSomethingHappened =
  ({ clock, ids }: Deps) =>
  async ({ endpoints, deliveries }: Stores, happenings: readonly Happening[]): Promise<number> => {
    const hearing = await endpoints.hearing([...new Set(happenings.map(({ storeId }) => storeId))]);
    if (hearing.length === 0) return 0;
    const now = clock.now();
    const queued = happenings.flatMap((happening) => {
      const listeners = hearing.filter(
        ({ storeId, eventTypes }) => storeId === happening.storeId && eventTypes.includes(happening.type),
      );
      if (listeners.length === 0) return [];
      const payload = payloadOf(happening);
      const { causeId, storeId, type } = happening;
      return listeners.map(({ endpointId }) =>
        newDelivery({ deliveryId: ids.next(), endpointId, storeId, causeId, type, payload }, now),
      );
    });
    if (queued.length > 0) await deliveries.add(queued);
    return queued.length;
  };
