import type { Intent } from '@haat/domain';
import { freeze } from '../../domain/escrow/dispute.ts';
import { EscrowNotFound } from '../../domain/escrow/escrow.errors.ts';
import { isOwner, maySeeStoreSide } from '../access.ts';
import { actorOf, beginWork, type MoneyRoom } from '../money-room.ts';
import type { Dispute } from '../ports/disputes.ts';

type Request = { readonly orderId: string; readonly reason: string };

/** Freezes an order's money until operators decide; its buyer and its store may. */
export async function openDispute(room: MoneyRoom, intent: Intent, { orderId, reason }: Request): Promise<Dispute> {
  return room.unitOfWork.run(intent, async (stores) => {
    const [escrow] = await stores.escrows.lock([orderId]);
    const terms = escrow?.state.terms;
    if (escrow === undefined || terms === undefined) throw new EscrowNotFound();
    if (!isOwner(intent.actor, terms.owner) && !maySeeStoreSide(intent.actor, terms, ['manager', 'staff']))
      throw new EscrowNotFound();
    const work = await beginWork(room, stores, { actor: actorOf(intent), accounts: [] });
    const dispute: Dispute = {
      disputeId: room.ids.next(),
      orderId: terms.orderId,
      status: 'open',
      reason,
      openedAt: work.occasion.at,
      decidedAt: null,
      refundMinor: null,
      currency: terms.currency,
    };
    freeze(work, escrow, { disputeId: dispute.disputeId, reason });
    await Promise.all([
      stores.disputes.add({ ...dispute, openedBy: work.occasion.actor }),
      stores.write(work, { payments: [], escrows: [escrow] }),
    ]);
    return dispute;
  });
}
