import { money } from '@haat/domain';
import { commissionRevenue, escrowOf } from '../ledger/account.ts';
import { creditStore } from '../ledger/credit-store.ts';
import { entry } from '../ledger/posting.ts';
import type { MoneyWork } from '../money/money-work.ts';
import type { EscrowStream } from './escrow-stream.ts';
import type { ReleasedBy } from './escrow.events.ts';
import { commissionOn, itemsLeft } from './escrow.ts';

/**
 * Releases what is held to the store, less commission at the rate of the sale. What the store owes from earlier refunds
 * is repaid first. An escrow that is frozen, released or refunded stays as it is.
 */
export function releaseEscrow(work: MoneyWork, escrow: EscrowStream, by: ReleasedBy): void {
  const { terms, progress } = escrow.state;
  if (progress.status !== 'held') return;
  const { orderId, orderNumber, storeId, currency } = terms;
  const commissionMinor = commissionOn(escrow.state, itemsLeft(escrow.state));
  const toStoreMinor = progress.heldMinor - commissionMinor;
  const { entries, debtRepaidMinor } = creditStore(work, { storeId, currency, amountMinor: toStoreMinor });
  work.post('release', orderNumber, [
    entry(escrowOf(terms, currency), -progress.heldMinor),
    entry(commissionRevenue(currency), commissionMinor),
    ...entries,
  ]);
  escrow.record(
    { type: 'escrow_released', data: { by, toStoreMinor, commissionMinor, debtRepaidMinor } },
    work.occasion,
  );
  const toStore = money(toStoreMinor, currency);
  const commission = money(commissionMinor, currency);
  work.announce({ kind: 'escrow_released', orderId, storeId, toStore, commission, by, releasedAt: work.occasion.at });
}

/** Starts, or moves, the time after which the money goes to the store although nobody confirmed the delivery. */
export function scheduleRelease(work: MoneyWork, escrow: EscrowStream, releaseDueAt: Date): void {
  const { status } = escrow.state.progress;
  if (status !== 'held' && status !== 'frozen') return;
  escrow.record({ type: 'release_scheduled', data: { releaseDueAt } }, work.occasion);
}

/** Releases an escrow whose time has come. */
export function releaseWhenDue(work: MoneyWork, escrow: EscrowStream): void {
  const { releaseDueAt } = escrow.state.progress;
  if (releaseDueAt === null || releaseDueAt > work.occasion.at) return;
  releaseEscrow(work, escrow, 'timer');
}
