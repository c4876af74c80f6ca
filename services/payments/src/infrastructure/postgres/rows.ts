import type { Dispute, DisputeStatus } from '../../application/ports/disputes.ts';
import type { Payout, PayoutStatus } from '../../application/ports/payouts.ts';
import type { Voucher } from '../../application/ports/stores.ts';

export type PayoutRow = {
  payout_id: string;
  store_id: string;
  amount_minor: bigint;
  currency: string;
  status: PayoutStatus;
  requested_at: Date;
  decided_at: Date | null;
  paid_at: Date | null;
};

export const toPayout = (row: PayoutRow): Payout => ({
  payoutId: row.payout_id,
  storeId: row.store_id,
  amountMinor: row.amount_minor,
  currency: row.currency,
  status: row.status,
  requestedAt: row.requested_at,
  decidedAt: row.decided_at,
  paidAt: row.paid_at,
});

export type DisputeRow = {
  dispute_id: string;
  order_id: string;
  status: DisputeStatus;
  reason: string;
  opened_at: Date;
  decided_at: Date | null;
  refund_minor: bigint | null;
  currency: string;
};

export const toDispute = (row: DisputeRow): Dispute => ({
  disputeId: row.dispute_id,
  orderId: row.order_id,
  status: row.status,
  reason: row.reason,
  openedAt: row.opened_at,
  decidedAt: row.decided_at,
  refundMinor: row.refund_minor,
  currency: row.currency,
});

export type VoucherRow = {
  code: string;
  value_minor: bigint;
  remaining_minor: bigint;
  currency: string;
  issued_at: Date;
};

export const toVoucher = (row: VoucherRow): Voucher => ({
  code: row.code,
  valueMinor: row.value_minor,
  remainingMinor: row.remaining_minor,
  currency: row.currency,
  issuedAt: row.issued_at,
});
