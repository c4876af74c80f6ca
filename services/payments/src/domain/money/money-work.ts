import type { Occasion } from '../stream.ts';
import type { Account } from '../ledger/account.ts';
import { type Entry, posting, type Posting, type PostingKind } from '../ledger/posting.ts';
import type { Announcement } from './announcement.ts';
import type { ProviderCall } from './provider-call.ts';

/**
 * What one transaction is going to write, collected while pure decisions are taken: postings, calls to the provider,
 * announcements. Balances of accounts that a decision depends on were locked and read before; postings move them here
 * too, so that the second decision of a batch sees the effect of the first.
 */
export class MoneyWork {
  readonly postings: Posting[] = [];
  readonly providerCalls: ProviderCall[] = [];
  readonly announcements: Announcement[] = [];
  /** Payments whose open charges need not be made any more. */
  readonly abandonedCharges: string[] = [];
  readonly occasion: Occasion;
  readonly nextId: () => string;
  readonly #balances: Map<string, bigint>;

  constructor(occasion: Occasion, nextId: () => string, lockedBalances: ReadonlyMap<string, bigint> = new Map()) {
    this.occasion = occasion;
    this.nextId = nextId;
    this.#balances = new Map(lockedBalances);
  }

  /** The balance of an account that was locked; one that does not exist yet holds nothing. */
  balance(account: Account): bigint {
    return this.#balances.get(account.code) ?? 0n;
  }

  post(kind: PostingKind, reference: string, entries: readonly Entry[]): void {
    const facts = { transactionId: this.nextId(), kind, reference, occurredAt: this.occasion.at };
    const made = posting(facts, entries);
    if (made.entries.length === 0) return;
    this.postings.push(made);
    for (const { account, amountMinor } of made.entries) {
      this.#balances.set(account.code, this.balance(account) + amountMinor);
    }
  }

  call(call: ProviderCall): void {
    this.providerCalls.push(call);
  }

  announce(announcement: Announcement): void {
    this.announcements.push(announcement);
  }
}
