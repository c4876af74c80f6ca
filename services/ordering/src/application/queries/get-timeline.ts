import type { Actor } from '@haat/domain';
import { type Activity, timelineOf } from '../../domain/index.ts';
import type { OrderReader } from '../ports/order-reader.ts';
import { findPartyOrder } from './find-party-order.ts';

/** What happened to an order, when, and by whom. */
export const getTimeline =
  ({ orderReader }: { readonly orderReader: OrderReader }) =>
  async (actor: Actor, orderId: string): Promise<readonly Activity[]> => {
    await findPartyOrder(orderReader, orderId, actor);
    return timelineOf(await orderReader.eventsOf(orderId));
  };
