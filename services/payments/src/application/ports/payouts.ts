export type PayoutStatus = 'requested' | 'approved' | 'paid' | 'rejected';

export type Payout = {
  readonly payoutId: string;
  readonly storeId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly status: PayoutStatus;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
  readonly paidAt: Date | null;
};
