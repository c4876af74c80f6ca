import { serviceIntent } from '@haat/domain';
import { releaseWhenDue } from '../../domain/escrow/release-escrow.ts';
import { accountsOfEscrows, beginWork, type MoneyRoom, SERVICE_ACTOR } from '../money-room.ts';

const BATCH = 200;

/** Releases held money whose time has come. */
export async function releaseDueEscrows(room: MoneyRoom, now: Date): Promise<number> {
  return room.unitOfWork.run(serviceIntent('payments'), async (stores) => {
    const escrows = await stores.escrows.lockDue(now, BATCH);
    if (escrows.length === 0) return 0;
    const work = await beginWork(room, stores, { actor: SERVICE_ACTOR, accounts: accountsOfEscrows(escrows) });
    for (const escrow of escrows) releaseWhenDue(work, escrow);
    await stores.write(work, { payments: [], escrows });
    return escrows.length;
  });
}
