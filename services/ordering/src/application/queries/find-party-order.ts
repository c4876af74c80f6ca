import type { Actor } from '@haat/domain';
import { assertParty, type Order, OrderNotFound } from '../../domain/index.ts';
import type { OrderReader } from '../ports/order-reader.ts';

/** An order for those who take part in it; to all others it does not exist. */
export async function findPartyOrder(reader: OrderReader, orderId: string, actor: Actor): Promise<Order> {
  const order = await reader.find(orderId);
  if (order === null) throw new OrderNotFound();
  assertParty(order, actor);
  return order;
}
