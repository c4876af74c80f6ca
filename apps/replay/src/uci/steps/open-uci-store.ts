import { ApiError } from '@haat/client';
import { concurrently } from '../../market/concurrently.ts';
import { hasCode, untilNot } from '../../market/until.ts';
import { planUciListings, type UciListing, type UciVariant } from '../plan-listings.ts';
import { COUNTRY, CURRENCY, THE_STORE, type UciStory } from '../story.ts';

/** One seller opens one store, an admin approves it. */
export async function openUciStore({ market, journal, key, seller, tag }: UciStory): Promise<void> {
  if (journal.has('store', THE_STORE)) return;
  const application = {
    slug: `uci-online-retail-${tag}`,
    name: 'UCI Online Retail',
    description: 'All-occasion gifts.',
    currency: CURRENCY,
    country: COUNTRY,
    city: 'London',
  };
  const { storeId } = await market.as(seller, key('store'), (api, options) =>
    api.stores.applyForStore(application, options),
  );
  await market
    .as(market.admin, key('approve'), (api, options) => api.stores.approve({ storeId }, options))
    .catch((error: unknown) => {
      if (!hasCode(error, ['stores.wrong_status'])) throw error;
    });
  journal.record('store', THE_STORE, { storeId });
}

/** Whether the store of the journal is still there: the marketplace may have been started afresh since. */
export async function knowsUciJournal({ market, journal }: UciStory): Promise<boolean> {
  const store = journal.get('store', THE_STORE);
  if (store === undefined) return journal.isEmpty;
  try {
    await market.as(market.admin, null, (api, options) => api.stores.getStore({ storeId: store.storeId }, options));
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}

/** The seller lists what was sold, with as many units as were sold. */
export async function listUciProducts(story: UciStory): Promise<void> {
  const listings = planUciListings(story.plan.sales);
  const phase = story.progress.phase('Products', listings.length);
  await concurrently(listings, story.concurrency, async (listing) => {
    if (!story.journal.has('listing', listing.key)) await listProduct(story, listing);
    phase.tick();
  });
  phase.done();
}

async function listProduct({ market, journal, key, seller }: UciStory, listing: UciListing): Promise<void> {
  const { storeId } = journal.get('store', THE_STORE)!;
  const { variants } = listing;
  const input = {
    storeId,
    title: listing.title,
    attributes: { 'stock code': listing.stockCode },
    options: variants.length > 1 ? ['Price'] : [],
    status: 'active' as const,
    variants: variants.map((variant) => variantInput(variant, variants.length)),
  };
  const listed = await untilNot(
    `store ${storeId} to be known to the catalogue`,
    ['catalog.store_not_selling', 'stores.store_not_found'],
    () => market.as(seller, key('product', listing.key), (api, options) => api.catalog.createProduct(input, options)),
  );
  const bySku = new Map(listed.variants.map(({ sku, variantId }) => [sku, variantId]));
  for (const { sku, units } of variants) {
    const stock = { storeId, variantId: bySku.get(sku)!, onHand: units };
    await market.as(seller, key('stock', stock.variantId), (api, options) => api.inventory.setStock(stock, options));
  }
  journal.record('listing', listing.key, {
    productId: listed.productId,
    variants: Object.fromEntries(variants.map(({ offer, sku }) => [offer.key, bySku.get(sku)!])),
  });
}

const variantInput = ({ sku, offer }: UciVariant, variants: number) => ({
  sku,
  options: variants > 1 ? { Price: String(offer.priceMinor) } : {},
  priceMinor: String(offer.priceMinor),
  shippingMinor: '0',
});
