import type { Currency, Money } from '@haat/domain';
import type { CardMethod } from '../../domain/payment/payment.ts';
import type { TenderResult } from '../../domain/payment/settle-tender.ts';

export type ChargeRequest = {
  /** The idempotency key: the provider charges once for it, for ever. */
  readonly tenderId: string;
  readonly method: CardMethod;
  readonly token: string;
  readonly installments: number;
  readonly amount: Money;
  /** Comes back with the webhook; the payment's id. */
  readonly returnReference: string;
};

export type ChargeStatus =
  | { readonly status: 'succeeded' }
  | { readonly status: 'processing' }
  | { readonly status: 'declined'; readonly declineCode: string };

/**
 * Whoever moves real money for us. Every call carries a key and may be repeated after a crash or a time-out without any
 * further effect. An answer of `processing` is followed by a webhook. A call that fails throws and is made again later.
 * It is never called within a transaction.
 */
export interface PaymentProvider {
  charge(request: ChargeRequest): Promise<ChargeStatus>;
  /** What has become of a charge; null when the provider has never heard of it. */
  status(tenderId: string): Promise<ChargeStatus | null>;
  refund(request: { refundKey: string; tenderId: string; amount: Money }): Promise<void>;
  payOut(request: {
    payoutId: string;
    storeId: string;
    amount: { amountMinor: bigint; currency: Currency };
  }): Promise<void>;
}

/** What a provider's answer says about a tender; null while it says nothing yet. */
export function resultOf(answer: ChargeStatus): TenderResult | null {
  if (answer.status === 'declined') return { kind: 'declined', declineCode: answer.declineCode };
  return answer.status === 'succeeded' ? { kind: 'succeeded' } : null;
}
