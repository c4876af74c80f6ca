import type { Actor } from '@haat/domain';
import type { ReturnRequest } from '../../domain/index.ts';
import type { OrderReader } from '../ports/order-reader.ts';
import { findPartyOrder } from './find-party-order.ts';

/** The returns of an order, oldest first. */
export const listReturns =
  ({ orderReader }: { readonly orderReader: OrderReader }) =>
  async (actor: Actor, orderId: string): Promise<readonly ReturnRequest[]> =>
    (await findPartyOrder(orderReader, orderId, actor)).returns;
