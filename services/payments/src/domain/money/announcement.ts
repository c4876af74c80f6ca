import type { Money } from '@haat/domain';
import type { DisputeOutcome, ReleasedBy } from '../escrow/escrow.events.ts';

type About<Kind extends string, Facts> = Readonly<{ kind: Kind } & Facts>;
type OfOrder = { orderId: string; storeId: string };
type OfCheckout = { paymentId: string; checkoutId: string; orderIds: readonly string[] };

/** What other contexts are told; it leaves with the commit of what it tells of. */
export type Announcement =
  | About<'payment_completed', OfCheckout & { amount: Money }>
  | About<'payment_failed', OfCheckout & { reason: 'declined' | 'timed_out' | 'cancelled'; declineCode: string | null }>
  | About<'escrow_released', OfOrder & { toStore: Money; commission: Money; by: ReleasedBy; releasedAt: Date }>
  | About<
      'refund_issued',
      OfOrder & { refundId: string; amount: Money; reason: string; complete: boolean; refundedAt: Date }
    >
  | About<'dispute_opened', OfOrder & { disputeId: string; reason: string }>
  | About<'dispute_decided', OfOrder & { disputeId: string; decision: DisputeOutcome }>
  | About<'payout_paid', { payoutId: string; storeId: string; amount: Money }>
  | About<
      'exchange_rate_changed',
      { rateId: string; baseCurrency: string; quoteCurrency: string; rateScaled: bigint; effectiveFrom: Date }
    >;
