import type { OutboxEvent, Transaction } from '@haat/service-kit';
import type { Stores } from '../../application/ports/stores.ts';
import type { Announcement } from '../../domain/money/announcement.ts';
import type { ProviderCall } from '../../domain/money/provider-call.ts';
import { escrowStreams, writeEscrows } from './escrow-streams.ts';
import { conversions, exchangeRates } from './exchange.ts';
import { ledgerStore } from './ledger/ledger-store.ts';
import { postEntries } from './ledger/post-entries.ts';
import { paymentStreams, writePayments } from './payment-streams.ts';
import { abandonCharges, enqueueCalls, providerCalls } from './provider-calls.ts';
import { commissionRates, disputes, payouts, vouchers } from './wallet-stores.ts';

export type StoresOptions = {
  readonly toEvent: (announcement: Announcement) => OutboxEvent;
  /** Gets calls whose decision has been committed. */
  readonly handOver: (calls: readonly ProviderCall[]) => void;
};

/** All stores of the context, bound to one transaction. */
export const bindStores = (tx: Transaction, { toEvent, handOver }: StoresOptions): Stores => ({
  payments: paymentStreams(tx),
  escrows: escrowStreams(tx),
  ledger: ledgerStore(tx),
  rates: commissionRates(tx),
  vouchers: vouchers(tx),
  payouts: payouts(tx),
  disputes: disputes(tx),
  calls: providerCalls(tx),
  exchangeRates: exchangeRates(tx),
  conversions: conversions(tx),
  async write(work, { payments, escrows }) {
    const written: Promise<unknown>[] = [...writePayments(tx, payments), ...writeEscrows(tx, escrows)];
    if (work.postings.length > 0) written.push(postEntries(tx, work.postings));
    if (work.abandonedCharges.length > 0) written.push(abandonCharges(tx, work.abandonedCharges));
    if (work.providerCalls.length > 0) {
      written.push(enqueueCalls(tx, work.providerCalls, work.occasion.at));
      tx.afterCommit(() => handOver(work.providerCalls));
    }
    if (work.announcements.length > 0) tx.publish(work.announcements.map(toEvent));
    await Promise.all(written);
  },
});
