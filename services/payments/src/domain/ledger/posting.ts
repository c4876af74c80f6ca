import type { Account } from './account.ts';

export type Entry = { readonly account: Account; readonly amountMinor: bigint };

/** What a transaction of the ledger is about. */
export type PostingKind =
  | 'capture'
  | 'refund'
  | 'release'
  | 'voucher_issue'
  | 'payout_request'
  | 'payout_paid'
  | 'payout_rejected'
  | 'conversion';

/** One transaction of the ledger, before it is written. */
export type Posting = {
  readonly transactionId: string;
  readonly kind: PostingKind;
  /** What a person looks for: an order's number, a checkout, a payout or a voucher code. */
  readonly reference: string;
  readonly occurredAt: Date;
  readonly entries: readonly Entry[];
};

export const entry = (account: Account, amountMinor: bigint): Entry => ({ account, amountMinor });

/**
 * Makes a posting; entries of zero are left out. The sum is checked here and again by the database: here a mistake
 * shows where it was made, there it is refused whoever made it.
 */
export function posting(facts: Omit<Posting, 'entries'>, entries: readonly Entry[]): Posting {
  const moved = entries.filter((each) => each.amountMinor !== 0n);
  const rests = new Map<string, bigint>();
  for (const { account, amountMinor } of moved) {
    rests.set(account.currency, (rests.get(account.currency) ?? 0n) + amountMinor);
  }
  for (const [currency, rest] of rests) {
    if (rest !== 0n)
      throw new Error(`posting ${facts.kind} of ${facts.reference} is ${rest} ${currency} out of balance`);
  }
  return { ...facts, entries: moved };
}
