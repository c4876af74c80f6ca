import { releaseEscrow } from '../../domain/escrow/release-escrow.ts';
import { accountsOfEscrows, beginWork, type MoneyRoom, SERVICE_ACTOR } from '../money-room.ts';
import type { Stores } from '../ports/stores.ts';

/** Pays stores for delivered orders; a frozen escrow waits for its decision. */
export async function releaseEscrowsWhenOrdersDelivered(room: MoneyRoom, stores: Stores, orderIds: readonly string[]) {
  const escrows = await stores.escrows.lock(orderIds);
  const work = await beginWork(room, stores, { actor: SERVICE_ACTOR, accounts: accountsOfEscrows(escrows) });
  for (const escrow of escrows) releaseEscrow(work, escrow, 'delivery');
  await stores.write(work, { payments: [], escrows });
}
