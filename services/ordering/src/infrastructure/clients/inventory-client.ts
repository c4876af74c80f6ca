import type { inventoryContract } from '@haat/contracts';
import { findDomainError } from '@haat/domain';
import type { ContextClient } from '@haat/service-kit';
import type { Inventory, ReservationAnswer } from '../../application/ports/inventory.ts';

/** Asks for promises of stock; see {@link Inventory}. */
export const createInventory = (client: ContextClient<typeof inventoryContract>): Inventory => ({
  reserve: ({ checkoutId, expiresAt, orders }) =>
    client.reserve
      .mutate({
        checkoutId,
        expiresAt: expiresAt.toISOString(),
        orders: orders.map(({ orderId, lines }) => ({ orderId, lines: [...lines] })),
      })
      .catch(asAnswer),
  async release(checkoutId) {
    await client.release.mutate({ checkoutId });
  },
});

const OVERTAKEN: readonly string[] = ['inventory.checkout_settled', 'inventory.reservation_superseded'];

/** To inventory these are refusals; to us they say that a twin was faster, which is nothing wrong. */
function asAnswer(error: unknown): ReservationAnswer {
  if (OVERTAKEN.includes(findDomainError(error)?.code ?? '')) return { outcome: 'superseded' };
  throw error;
}
