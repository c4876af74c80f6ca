import type { Actor } from '@haat/domain';
import { fold, type Order, OrderNotFound } from '../../domain/index.ts';
import type { OrderReader } from '../ports/order-reader.ts';
import { findPartyOrder } from './find-party-order.ts';

type Input = { readonly orderId: string; readonly asOf?: Date | undefined };

/** An order as it is, or as it stood at a past moment: the fold of what had happened by then. */
export const getOrder =
  ({ orderReader }: { readonly orderReader: OrderReader }) =>
  async (actor: Actor, { orderId, asOf }: Input): Promise<Order> => {
    const order = await findPartyOrder(orderReader, orderId, actor);
    if (asOf === undefined) return order;
    const events = await orderReader.eventsOf(orderId);
    const then = fold(events.filter((event) => event.occurredAt <= asOf));
    if (then === null) throw new OrderNotFound();
    return then;
  };
