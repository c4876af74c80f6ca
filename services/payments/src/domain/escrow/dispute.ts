import type { MoneyWork } from '../money/money-work.ts';
import type { PaymentStream } from '../payment/payment-stream.ts';
import { AlreadyDisputed, EscrowInWrongStatus, RefundTooLarge } from './escrow.errors.ts';
import type { DisputeOutcome } from './escrow.events.ts';
import type { EscrowStream } from './escrow-stream.ts';
import { refundOfAll, refundOfAmount } from './refund-amount.ts';
import { refundEscrow } from './refund-escrow.ts';
import { releaseEscrow } from './release-escrow.ts';

export type DisputeDecision =
  { readonly kind: 'release' } | { readonly kind: 'refund' } | { readonly kind: 'split'; readonly refundMinor: bigint };

/** Freezes what is held: no timer and no delivery releases it until the dispute is decided. */
export function freeze(work: MoneyWork, escrow: EscrowStream, dispute: { disputeId: string; reason: string }): void {
  const { status } = escrow.state.progress;
  if (status === 'frozen') throw new AlreadyDisputed();
  if (status !== 'held') throw new EscrowInWrongStatus(status);
  escrow.record({ type: 'escrow_frozen', data: dispute }, work.occasion);
  const { orderId, storeId } = escrow.state.terms;
  work.announce({ kind: 'dispute_opened', orderId, storeId, ...dispute });
}

type Parties = { readonly payment: PaymentStream; readonly escrow: EscrowStream };

/**
 * Ends a dispute: all to the store, all to the buyer, or a part to the buyer and the rest to the store.
 * @returns what went back to the buyer
 */
export function decide(
  work: MoneyWork,
  parties: Parties,
  dispute: { disputeId: string; decision: DisputeDecision },
): bigint {
  const { escrow } = parties;
  const { disputeId, decision } = dispute;
  const { heldMinor, status } = escrow.state.progress;
  if (decision.kind === 'split' && decision.refundMinor > heldMinor) throw new RefundTooLarge(heldMinor);
  const outcome = OUTCOMES[decision.kind];
  escrow.record({ type: 'dispute_decided', data: { disputeId, outcome } }, work.occasion);
  const { orderId, storeId } = escrow.state.terms;
  work.announce({ kind: 'dispute_decided', orderId, storeId, disputeId, decision: outcome });
  // Accepted returns may have given everything back meanwhile.
  if (status !== 'frozen') return 0n;
  const refundedMinor = decision.kind === 'release' ? 0n : refundPart(work, parties, dispute);
  releaseEscrow(work, escrow, 'dispute');
  return refundedMinor;
}

function refundPart(
  work: MoneyWork,
  parties: Parties,
  { disputeId, decision }: { disputeId: string; decision: DisputeDecision },
): bigint {
  const { escrow } = parties;
  const amount =
    decision.kind === 'split' ? refundOfAmount(escrow.state, decision.refundMinor) : refundOfAll(escrow.state);
  refundEscrow(work, parties, { refundId: disputeId, reason: 'dispute', amount });
  return amount.amountMinor;
}

const OUTCOMES: Record<DisputeDecision['kind'], DisputeOutcome> = {
  release: 'released',
  refund: 'refunded',
  split: 'split',
};
