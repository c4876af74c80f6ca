import type { Journal } from '../journal/journal.ts';
import type { Market } from './market.ts';
import type { Person } from './people.ts';
import { until } from './until.ts';

export type PayoutJournal = { payoutWanted: { amountMinor: string }; payout: { payoutId: string } };

export type PayoutOfStore = {
  readonly market: Market;
  readonly journal: Pick<Journal<PayoutJournal>, 'get' | 'record'>;
  /** What the journal knows the store by. */
  readonly id: string;
  readonly storeId: string;
  readonly currency: string;
  readonly owner: Person;
  readonly key: (...parts: string[]) => string;
};

/** The owner asks for all that is available, the admin approves, and the money leaves. Nothing happens without money. */
export async function payOutStore(payout: PayoutOfStore): Promise<void> {
  const { market, journal, id, storeId, owner, key } = payout;
  const payoutId = await requestPayout(payout);
  if (payoutId === null) return;
  await market.as(market.admin, key('payout-decision', payoutId), (api, options) =>
    api.payments.decidePayout({ payoutId, approve: true }, options),
  );
  await until(`payout ${payoutId} to be paid`, async () => {
    const { items } = await market.as(owner, null, (api, options) => api.payments.listPayouts({ storeId }, options));
    return items.some((one) => one.payoutId === payoutId && one.status === 'paid') ? true : undefined;
  });
  journal.record('payout', id, { payoutId });
}

async function requestPayout({
  market,
  journal,
  id,
  storeId,
  currency,
  owner,
  key,
}: PayoutOfStore): Promise<string | null> {
  let amountMinor = journal.get('payoutWanted', id)?.amountMinor;
  if (amountMinor === undefined) {
    const { wallets } = await market.as(owner, null, (api, options) => api.payments.getWallet({ storeId }, options));
    amountMinor = wallets.find((wallet) => wallet.currency === currency)?.available.amountMinor ?? '0';
    if (BigInt(amountMinor) <= 0n) return openPayout({ market, storeId, owner });
    // Kept before it is asked for: asked again after a kill, the wallet would be empty.
    journal.record('payoutWanted', id, { amountMinor });
  }
  const wanted = { storeId, amount: { amountMinor, currency } };
  return (await market.as(owner, key('payout', id), (api, options) => api.payments.requestPayout(wanted, options)))
    .payoutId;
}

/** A payout that was asked for by a run whose journal is lost. */
async function openPayout({
  market,
  storeId,
  owner,
}: Pick<PayoutOfStore, 'market' | 'storeId' | 'owner'>): Promise<string | null> {
  const { items } = await market.as(owner, null, (api, options) => api.payments.listPayouts({ storeId }, options));
  return items.find(({ status }) => status === 'requested')?.payoutId ?? null;
}
