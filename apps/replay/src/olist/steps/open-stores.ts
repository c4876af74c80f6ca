import { ApiError } from '@haat/client';
import { concurrently } from '../../market/concurrently.ts';
import { hasCode } from '../../market/until.ts';
import type { RecordedSeller } from '../history.ts';
import { COUNTRY, CURRENCY, type Story } from '../story.ts';

/** Each seller signs up and applies for a store, and an admin approves it. */
export async function openStores(story: Story): Promise<void> {
  const { history, journal, progress, concurrency } = story;
  const phase = progress.phase('Stores', history.sellers.length);
  await concurrently(history.sellers, concurrency, async (seller) => {
    if (!journal.has('store', seller.sellerId)) await openStore(story, seller);
    phase.tick();
  });
  phase.done();
}

async function openStore(
  { market, journal, key, seller: personOf, tag }: Story,
  { sellerId, zip, city, state }: RecordedSeller,
): Promise<void> {
  const application = {
    slug: `olist-${sellerId}-${tag}`,
    name: `Loja ${sellerId.slice(0, 8)}`,
    description: `Sells from ${city}, ${state} (postal area ${zip}).`,
    currency: CURRENCY,
    country: COUNTRY,
    region: state,
    city,
  };
  const { storeId } = await market.as(personOf(sellerId), key('store', sellerId), (api, options) =>
    api.stores.applyForStore(application, options),
  );
  await market
    .as(market.admin, key('approve', sellerId), (api, options) => api.stores.approve({ storeId }, options))
    .catch((error: unknown) => {
      // Approved by an earlier run whose answer was lost together with its key.
      if (!hasCode(error, ['stores.wrong_status'])) throw error;
    });
  journal.record('store', sellerId, { storeId });
}

/** Whether what the journal tells of is still there: the marketplace may have been started afresh since. */
export async function knowsJournal({ market, journal }: Story): Promise<boolean> {
  const first = journal.entries('store').values().next().value;
  if (first === undefined) return journal.isEmpty;
  try {
    await market.as(market.admin, null, (api, options) => api.stores.getStore({ storeId: first.storeId }, options));
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}
