import type { Intent } from '@haat/domain';
import { decide, type DisputeDecision } from '../../domain/escrow/dispute.ts';
import { DisputeDecided, DisputeNotFound } from '../../domain/escrow/escrow.errors.ts';
import { accountsOfEscrows, accountsOfPayments, actorOf, beginWork, type MoneyRoom } from '../money-room.ts';
import type { Dispute } from '../ports/disputes.ts';
import { lockOrder } from './refund-order.ts';

type Request = { readonly disputeId: string; readonly decision: DisputeDecision };

/** Ends a dispute and moves the money as decided. */
export async function decideDispute(
  room: MoneyRoom,
  intent: Intent,
  { disputeId, decision }: Request,
): Promise<Dispute> {
  return room.unitOfWork.run(intent, async (stores) => {
    const seen = await stores.disputes.find(disputeId);
    if (seen === null) throw new DisputeNotFound();
    const { payment, escrow } = await lockOrder(stores, seen.orderId, () => true);
    const dispute = await stores.disputes.lock(disputeId);
    if (dispute?.status !== 'open') throw new DisputeDecided();
    const accounts = [...accountsOfPayments([payment]), ...accountsOfEscrows([escrow])];
    const work = await beginWork(room, stores, { actor: actorOf(intent), accounts });
    const refundMinor = decide(work, { payment, escrow }, { disputeId, decision });
    const decided: Dispute = { ...dispute, status: STATUS[decision.kind], decidedAt: work.occasion.at, refundMinor };
    await Promise.all([
      stores.disputes.update(decided),
      stores.write(work, { payments: [payment], escrows: [escrow] }),
    ]);
    return decided;
  });
}

const STATUS = { release: 'released', refund: 'refunded', split: 'split' } as const;
