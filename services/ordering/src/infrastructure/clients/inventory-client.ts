import type { inventoryContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { Inventory } from '../../application/ports/inventory.ts';

/** Asks for promises of stock; see {@link Inventory}. */
export const createInventory = (client: ContextClient<typeof inventoryContract>): Inventory => ({
  reserve: ({ checkoutId, expiresAt, orders }) =>
    client.reserve.mutate({
      checkoutId,
      expiresAt: expiresAt.toISOString(),
      orders: orders.map(({ orderId, lines }) => ({ orderId, lines: [...lines] })),
    }),
  async release(checkoutId) {
    await client.release.mutate({ checkoutId });
  },
});
