import type { Intent } from '@haat/domain';
import { EscrowFrozen, EscrowNotFound } from '../../domain/escrow/escrow.errors.ts';
import type { EscrowTerms } from '../../domain/escrow/escrow.ts';
import type { EscrowStream } from '../../domain/escrow/escrow-stream.ts';
import type { RefundedLine } from '../../domain/escrow/escrow.events.ts';
import { refundOfAll, refundOfLines } from '../../domain/escrow/refund-amount.ts';
import { refundEscrow, type RefundResult } from '../../domain/escrow/refund-escrow.ts';
import type { PaymentStream } from '../../domain/payment/payment-stream.ts';
import { maySeeStoreSide } from '../access.ts';
import { accountsOfEscrows, accountsOfPayments, actorOf, beginWork, type MoneyRoom } from '../money-room.ts';
import type { Stores } from '../ports/stores.ts';

export type RefundRequest = {
  readonly orderId: string;
  /** Null for everything that is left. */
  readonly lines: readonly RefundedLine[] | null;
  readonly reason: string;
};

export type RefundView = RefundResult & { orderId: string; currency: string; reason: string; refundedAt: Date };

/** Gives an order's money back, in full or for some units; its store's managers and operators may. */
export async function refundOrder(room: MoneyRoom, intent: Intent, request: RefundRequest): Promise<RefundView> {
  return room.unitOfWork.run(intent, async (stores) => {
    const { payment, escrow } = await lockOrder(stores, request.orderId, (terms) =>
      maySeeStoreSide(intent.actor, terms, ['manager']),
    );
    if (escrow.state.progress.status === 'frozen') throw new EscrowFrozen();
    const amount = request.lines === null ? refundOfAll(escrow.state) : refundOfLines(escrow.state, request.lines);
    const accounts = [...accountsOfPayments([payment]), ...accountsOfEscrows([escrow])];
    const work = await beginWork(room, stores, { actor: actorOf(intent), accounts });
    const refund = { refundId: work.nextId(), reason: request.reason, amount };
    const result = refundEscrow(work, { payment, escrow }, refund);
    await stores.write(work, { payments: [payment], escrows: [escrow] });
    const { orderId, currency } = escrow.state.terms;
    return { ...result, orderId, currency, reason: request.reason, refundedAt: work.occasion.at };
  });
}

type MayAct = (terms: EscrowTerms) => boolean;

/** Locks an order's payment, then its escrow; to a stranger there is no such escrow. */
export async function lockOrder(
  stores: Stores,
  orderId: string,
  mayAct: MayAct,
): Promise<{ payment: PaymentStream; escrow: EscrowStream }> {
  const seen = await stores.escrows.find(orderId);
  if (seen === null || !mayAct(seen.state.terms)) throw new EscrowNotFound();
  const [payment] = await stores.payments.lock([seen.state.terms.paymentId]);
  const [escrow] = await stores.escrows.lock([orderId]);
  if (payment === undefined || escrow === undefined) throw new Error(`the payment of order ${orderId} is gone`);
  return { payment, escrow };
}
