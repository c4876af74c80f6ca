import type { RecordedEvent } from '@haat/domain';
import type { Escrow, EscrowProgress, EscrowStatus, EscrowTerms } from './escrow.ts';
import type { EscrowEvent, EscrowRefunded, RefundedLine } from './escrow.events.ts';

/** The escrow after one more event. */
export function foldEscrow(escrow: Escrow | null, event: RecordedEvent<EscrowEvent>): Escrow {
  if (event.type === 'escrow_opened') return { terms: event.data, progress: opened(event.data, event.occurredAt) };
  if (escrow === null) throw new Error(`an escrow cannot begin with ${event.type}`);
  return { terms: escrow.terms, progress: { ...escrow.progress, ...progressOf(escrow, event) } };
}

function progressOf(escrow: Escrow, event: RecordedEvent<EscrowEvent>): Partial<EscrowProgress> {
  switch (event.type) {
    case 'escrow_opened':
      throw new Error('an escrow is opened once');
    case 'release_scheduled':
      return { releaseDueAt: event.data.releaseDueAt };
    case 'escrow_frozen':
      return { status: 'frozen', disputeId: event.data.disputeId };
    case 'dispute_decided':
      return { status: escrow.progress.status === 'frozen' ? 'held' : escrow.progress.status, disputeId: null };
    case 'escrow_refunded':
      return refunded(escrow, event.data);
    case 'escrow_released':
      return {
        status: 'released',
        heldMinor: 0n,
        commissionTakenMinor: event.data.commissionMinor,
        releasedAt: event.occurredAt,
        releaseDueAt: null,
      };
  }
}

const opened = (terms: EscrowTerms, at: Date): EscrowProgress => ({
  status: 'held',
  heldMinor: terms.lockedMinor,
  refundedMinor: 0n,
  itemsRefundedMinor: 0n,
  refundedUnits: {},
  commissionTakenMinor: 0n,
  disputeId: null,
  openedAt: at,
  releaseDueAt: null,
  releasedAt: null,
});

function refunded({ terms, progress }: Escrow, refund: EscrowRefunded): Partial<EscrowProgress> {
  const wasReleased = progress.status === 'released';
  const refundedMinor = progress.refundedMinor + refund.amountMinor;
  const isAll = refundedMinor === terms.lockedMinor;
  const status: EscrowStatus = isAll ? 'refunded' : progress.status;
  return {
    status,
    heldMinor: wasReleased ? 0n : progress.heldMinor - refund.amountMinor,
    refundedMinor,
    itemsRefundedMinor: progress.itemsRefundedMinor + refund.itemsMinor,
    refundedUnits: withUnits(progress.refundedUnits, refund.lines),
    commissionTakenMinor: progress.commissionTakenMinor - refund.commissionReturnedMinor,
    releaseDueAt: isAll ? null : progress.releaseDueAt,
  };
}

function withUnits(before: Readonly<Record<string, number>>, lines: readonly RefundedLine[]): Record<string, number> {
  const units = { ...before };
  for (const { orderLineId, quantity } of lines) units[orderLineId] = (units[orderLineId] ?? 0) + quantity;
  return units;
}
