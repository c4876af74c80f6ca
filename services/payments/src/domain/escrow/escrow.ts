import { type Currency, money, shareAtRate } from '@haat/domain';
import type { SoldLine } from '../payment/payment.ts';

export type EscrowStatus = 'held' | 'frozen' | 'released' | 'refunded';

/** What was locked, for whom, and at which commission rate; fixed at the sale. */
export type EscrowTerms = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly checkoutId: string;
  readonly paymentId: string;
  readonly storeId: string;
  readonly owner: string;
  readonly currency: Currency;
  readonly lockedMinor: bigint;
  readonly commissionRateBasisPoints: number;
  readonly lines: readonly SoldLine[];
};

export type EscrowProgress = {
  readonly status: EscrowStatus;
  readonly heldMinor: bigint;
  readonly refundedMinor: bigint;
  /** Of the refunded: what counts as items, on which commission is due. */
  readonly itemsRefundedMinor: bigint;
  /** Units given back, by order line. */
  readonly refundedUnits: Readonly<Record<string, number>>;
  /** Commission taken at the release and not given back. */
  readonly commissionTakenMinor: bigint;
  readonly disputeId: string | null;
  readonly openedAt: Date;
  readonly releaseDueAt: Date | null;
  readonly releasedAt: Date | null;
};

export type Escrow = { readonly terms: EscrowTerms; readonly progress: EscrowProgress };

/** What has not been given back to the buyer. */
export const leftToRefund = ({ terms, progress }: Escrow): bigint => terms.lockedMinor - progress.refundedMinor;

/** The price of the goods that have not been given back; shipping and tax bear no commission. */
export const itemsLeft = ({ terms, progress }: Escrow): bigint =>
  terms.lines.reduce((sum, line) => sum + line.itemsMinor, 0n) - progress.itemsRefundedMinor;

/**
 * Commission on some items at the rate of the sale. What a refund gives back is the difference of two of these, so that
 * many partial refunds add up to exactly what one would have been.
 */
export const commissionOn = ({ terms }: Escrow, itemsMinor: bigint): bigint =>
  shareAtRate(money(itemsMinor, terms.currency), terms.commissionRateBasisPoints).amountMinor;
