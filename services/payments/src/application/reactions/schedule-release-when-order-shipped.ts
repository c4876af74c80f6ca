import { scheduleRelease } from '../../domain/escrow/release-escrow.ts';
import { beginWork, type MoneyRoom, SERVICE_ACTOR } from '../money-room.ts';
import type { Stores } from '../ports/stores.ts';

/** Starts the time after which shipped orders' money is released although nobody confirmed the delivery. */
export async function scheduleReleasesWhenOrdersShipped(
  room: MoneyRoom,
  stores: Stores,
  shipped: readonly { orderId: string; shippedAt: Date }[],
) {
  const shippedAt = new Map(shipped.map((order) => [order.orderId, order.shippedAt]));
  const escrows = await stores.escrows.lock([...shippedAt.keys()]);
  const work = await beginWork(room, stores, { actor: SERVICE_ACTOR, accounts: [] });
  for (const escrow of escrows) {
    scheduleRelease(work, escrow, room.releaseDue({ shippedAt: shippedAt.get(escrow.state.terms.orderId)! }));
  }
  await stores.write(work, { payments: [], escrows });
}
