import type { Intent } from '@haat/domain';
import type { EscrowStream } from '../../domain/escrow/escrow-stream.ts';
import type { PaymentStream } from '../../domain/payment/payment-stream.ts';
import type { MoneyWork } from '../../domain/money/money-work.ts';
import type { Dispute } from './disputes.ts';
import type { Conversions, ExchangeRates } from './exchange.ts';
import type { Payout } from './payouts.ts';

/**
 * Payments, locked for the rest of the transaction in the order of their ids. Whoever needs payments and escrows locks
 * the payments first; with the accounts that come last, no two transactions wait in a circle.
 */
export interface PaymentStreams {
  lock(paymentIds: readonly string[]): Promise<PaymentStream[]>;
  lockOfCheckouts(checkoutIds: readonly string[]): Promise<PaymentStream[]>;
  /** Payments in process whose time is over; those that another worker holds are left out. */
  lockExpired(now: Date, limit: number): Promise<PaymentStream[]>;
  /** Those of the checkouts that have a payment already. */
  known(checkoutIds: readonly string[]): Promise<Set<string>>;
}

export interface EscrowStreams {
  lock(orderIds: readonly string[]): Promise<EscrowStream[]>;
  /** Held escrows whose release is due; those that another worker holds are left out. */
  lockDue(now: Date, limit: number): Promise<EscrowStream[]>;
  /** An escrow to look at, without a lock. */
  find(orderId: string): Promise<EscrowStream | null>;
}

export interface Ledger {
  /** Locks accounts in order and reads them; those that do not exist are left out. */
  lockBalances(codes: readonly string[]): Promise<Map<string, bigint>>;
}

export interface CommissionRates {
  overridesOf(storeIds: readonly string[]): Promise<Map<string, number>>;
  set(rate: { storeId: string; rateBasisPoints: number; at: Date; actor: string }): Promise<void>;
}

export type Voucher = { code: string; valueMinor: bigint; remainingMinor: bigint; currency: string; issuedAt: Date };

export interface Vouchers {
  /** False when the code is taken. */
  add(voucher: Voucher & { issuedBy: string }): Promise<boolean>;
  find(code: string): Promise<Voucher | null>;
}

export interface Payouts {
  add(payout: Payout & { requestedBy: string }): Promise<void>;
  lock(payoutId: string): Promise<Payout | null>;
  update(payout: Payout): Promise<void>;
}

export interface Disputes {
  add(dispute: Dispute & { openedBy: string }): Promise<void>;
  find(disputeId: string): Promise<Dispute | null>;
  lock(disputeId: string): Promise<Dispute | null>;
  update(dispute: Dispute): Promise<void>;
}

export interface ProviderCalls {
  /** Forgets a call that has been answered. */
  finish(kind: 'charge' | 'refund' | 'payout', keys: readonly string[]): Promise<void>;
}

/** All that a transaction of this context can read and write. */
export interface Stores {
  readonly payments: PaymentStreams;
  readonly escrows: EscrowStreams;
  readonly ledger: Ledger;
  readonly rates: CommissionRates;
  readonly vouchers: Vouchers;
  readonly payouts: Payouts;
  readonly disputes: Disputes;
  readonly calls: ProviderCalls;
  readonly exchangeRates: ExchangeRates;
  readonly conversions: Conversions;
  /** Writes everything that was decided, in one round trip; its postings balance or all of it fails. */
  write(
    work: MoneyWork,
    streams: { payments: readonly PaymentStream[]; escrows: readonly EscrowStream[] },
  ): Promise<void>;
}

/** One transaction with its idempotency claim; see the kit's unit of work. */
export interface UnitOfWork {
  run<T>(intent: Intent, work: (stores: Stores) => Promise<T>): Promise<T>;
  readonly read: Stores;
}
