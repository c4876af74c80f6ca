import type { Dispute, DisputeStatus } from './disputes.ts';
import type { Payout, PayoutStatus } from './payouts.ts';

export type Wallet = {
  readonly storeId: string;
  readonly currency: string;
  readonly pendingMinor: bigint;
  readonly availableMinor: bigint;
  readonly debtMinor: bigint;
  readonly inPayoutMinor: bigint;
};

export type StatementPeriod = {
  readonly storeId: string;
  readonly currency: string;
  readonly from: Date;
  readonly to: Date;
};

export type StatementLine = {
  readonly at: Date;
  readonly kind: string;
  readonly reference: string;
  readonly account: string;
  readonly amountMinor: bigint;
  /** The balance after this entry. */
  readonly balanceMinor: bigint;
};

/** A store's own money (available less debt) over a period, from the entries alone. */
export type Statement = StatementPeriod & {
  readonly openingMinor: bigint;
  readonly lines: readonly StatementLine[];
  readonly closingMinor: bigint;
};

/** A page by position: what comes before `before`, newest first. */
export type PageOf<Item> = { readonly items: readonly Item[]; readonly next: string | null };
export type PageRequest = { readonly limit: number; readonly before: string | null };

export type LedgerLine = {
  readonly transactionId: string;
  readonly kind: string;
  readonly account: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly at: Date;
  readonly reference: string;
};

export type TrialBalanceRow = {
  readonly kind: string;
  readonly currency: string;
  readonly balanceMinor: bigint;
  readonly accounts: number;
  readonly entries: number;
};

/** Reads that go straight to the ledger's entries and the lists beside it. */
export interface WalletReader {
  wallets(storeId: string, asOf: Date | null): Promise<Wallet[]>;
  statement(period: StatementPeriod): Promise<Statement>;
  payouts(filter: { storeId: string | null; status: PayoutStatus | null }, page: PageRequest): Promise<PageOf<Payout>>;
  disputes(filter: { status: DisputeStatus | null }, page: PageRequest): Promise<PageOf<Dispute>>;
  ledger(filter: { account: string | null; reference: string | null }, page: PageRequest): Promise<PageOf<LedgerLine>>;
  trialBalance(): Promise<TrialBalanceRow[]>;
}
