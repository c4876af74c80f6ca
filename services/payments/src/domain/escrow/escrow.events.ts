import type { DomainEvent } from '@haat/domain';
import type { EscrowTerms } from './escrow.ts';

export type RefundedLine = { readonly orderLineId: string; readonly quantity: number };
export type ReleasedBy = 'delivery' | 'timer' | 'dispute';
export type DisputeOutcome = 'released' | 'refunded' | 'split';

export type EscrowRefunded = {
  refundId: string;
  amountMinor: bigint;
  itemsMinor: bigint;
  lines: readonly RefundedLine[];
  commissionReturnedMinor: bigint;
  /** Taken from the store after the release; of that, `toDebtMinor` could not be covered by what was available. */
  clawedBackMinor: bigint;
  toDebtMinor: bigint;
  reason: string;
};

export type EscrowReleased = { by: ReleasedBy; toStoreMinor: bigint; commissionMinor: bigint; debtRepaidMinor: bigint };

export type EscrowEvent =
  | DomainEvent<'escrow_opened', EscrowTerms>
  | DomainEvent<'release_scheduled', { releaseDueAt: Date }>
  | DomainEvent<'escrow_frozen', { disputeId: string; reason: string }>
  | DomainEvent<'dispute_decided', { disputeId: string; outcome: DisputeOutcome }>
  | DomainEvent<'escrow_refunded', EscrowRefunded>
  | DomainEvent<'escrow_released', EscrowReleased>;
