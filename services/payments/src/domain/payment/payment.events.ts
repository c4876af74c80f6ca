import type { DomainEvent } from '@haat/domain';
import type { FailureReason, PaymentTerms } from './payment.ts';

/** A part of a refund that goes back the way it came. */
export type RefundPart = { readonly tenderId: string; readonly amountMinor: bigint };

export type PaymentEvent =
  | DomainEvent<'payment_opened', PaymentTerms>
  | DomainEvent<'tender_succeeded', { tenderId: string }>
  | DomainEvent<'tender_declined', { tenderId: string; declineCode: string }>
  | DomainEvent<'order_cancelled', { orderId: string }>
  | DomainEvent<'payment_completed', Record<string, never>>
  | DomainEvent<'payment_failed', { reason: FailureReason; declineCode: string | null }>
  | DomainEvent<'payment_cancelled', Record<string, never>>
  | DomainEvent<'payment_refunded', { refundId: string; orderId: string | null; parts: readonly RefundPart[] }>;
