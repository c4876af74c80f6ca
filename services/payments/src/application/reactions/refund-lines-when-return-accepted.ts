import { type Escrow, leftToRefund } from '../../domain/escrow/escrow.ts';
import type { RefundedLine } from '../../domain/escrow/escrow.events.ts';
import { type RefundAmount, refundOfLines } from '../../domain/escrow/refund-amount.ts';
import { NothingToRefund } from '../../domain/escrow/escrow.errors.ts';
import { refundEscrow } from '../../domain/escrow/refund-escrow.ts';
import {
  accountsOfEscrows,
  accountsOfPayments,
  beginWork,
  byPaymentId,
  type MoneyRoom,
  SERVICE_ACTOR,
} from '../money-room.ts';
import type { Stores } from '../ports/stores.ts';

export type AcceptedReturn = {
  readonly orderId: string;
  readonly checkoutId: string;
  readonly returnId: string;
  readonly reason: string;
  readonly lines: readonly RefundedLine[];
};

/** Gives back what was paid for lines whose return was accepted, as far as it was not given back before. */
export async function refundWhenReturnsAccepted(room: MoneyRoom, stores: Stores, returns: readonly AcceptedReturn[]) {
  const payments = await stores.payments.lockOfCheckouts([...new Set(returns.map((each) => each.checkoutId))]);
  const escrows = await stores.escrows.lock(returns.map((each) => each.orderId));
  const accounts = [...accountsOfPayments(payments), ...accountsOfEscrows(escrows)];
  const work = await beginWork(room, stores, { actor: SERVICE_ACTOR, accounts });
  const paymentOf = byPaymentId(payments);
  for (const { orderId, returnId, reason, lines } of returns) {
    const escrow = escrows.find((each) => each.state.terms.orderId === orderId);
    const payment = escrow === undefined ? undefined : paymentOf.get(escrow.state.terms.paymentId);
    if (escrow === undefined || payment === undefined) continue;
    const amount = refundOfReturned(escrow.state, lines);
    if (amount !== null) refundEscrow(work, { payment, escrow }, { refundId: returnId, reason, amount });
  }
  await stores.write(work, { payments, escrows });
}

/** Units that were refunded before the return was accepted are not refunded again. */
function refundOfReturned(escrow: Escrow, lines: readonly RefundedLine[]): RefundAmount | null {
  const open = lines.flatMap(({ orderLineId, quantity }) => {
    const sold = escrow.terms.lines.find((line) => line.orderLineId === orderLineId);
    const left = (sold?.quantity ?? 0) - (escrow.progress.refundedUnits[orderLineId] ?? 0);
    return left > 0 ? [{ orderLineId, quantity: Math.min(left, quantity) }] : [];
  });
  if (open.length === 0 || leftToRefund(escrow) === 0n) return null;
  try {
    return refundOfLines(escrow, open);
  } catch (error) {
    // Goods that were given away come back without money.
    if (error instanceof NothingToRefund) return null;
    throw error;
  }
}
