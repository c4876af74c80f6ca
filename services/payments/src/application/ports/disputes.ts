export type DisputeStatus = 'open' | 'released' | 'refunded' | 'split';

export type Dispute = {
  readonly disputeId: string;
  readonly orderId: string;
  readonly status: DisputeStatus;
  readonly reason: string;
  readonly openedAt: Date;
  readonly decidedAt: Date | null;
  readonly refundMinor: bigint | null;
  readonly currency: string;
};
