import { concurrently } from '../../market/concurrently.ts';
import { hasCode, untilNot } from '../../market/until.ts';
import type { PlannedListing, PlannedVariant } from '../listings.ts';
import type { Story } from '../story.ts';

const ROOT = 'olist';

/** The admin sets up the category tree: one root, and below it every recorded category by its English name. */
export async function createCategories({ market, journal, history, progress, key }: Story): Promise<void> {
  const wanted = [ROOT, ...history.categories];
  const phase = progress.phase('Categories', wanted.length);
  for (const name of wanted) {
    if (!journal.has('category', name)) journal.record('category', name, { categoryId: await createCategory(name) });
    phase.tick();
  }
  phase.done();

  async function createCategory(name: string): Promise<string> {
    const slug = name === ROOT ? ROOT : `${ROOT}-${slugOf(name)}`;
    const parentId = name === ROOT ? null : journal.get('category', ROOT)!.categoryId;
    const category = { parentId, slug, name: name === ROOT ? 'Olist' : name.replaceAll('_', ' ') };
    try {
      return (
        await market.as(market.admin, key('category', slug), (api, options) =>
          api.catalog.createCategory(category, options),
        )
      ).categoryId;
    } catch (error) {
      // Another folder's replay has made it.
      if (!hasCode(error, ['catalog.slug_taken'])) throw error;
      const { items } = await market.as(null, null, (api, options) => api.catalog.listCategories({}, options));
      return items.find((known) => known.slug === slug)!.categoryId;
    }
  }
}

/** Sellers list their products and say how many units they have. */
export async function listProducts(story: Story, listings: readonly PlannedListing[]): Promise<void> {
  const { journal, progress, concurrency } = story;
  const phase = progress.phase('Products', listings.length);
  await concurrently(listings, concurrency, async (listing) => {
    if (!journal.has('listing', listing.key)) await listProduct(story, listing);
    phase.tick();
  });
  phase.done();
}

async function listProduct({ market, journal, key, seller: personOf }: Story, listing: PlannedListing): Promise<void> {
  const { sellerId, product, variants } = listing;
  const seller = personOf(sellerId);
  const { storeId } = journal.get('store', sellerId)!;
  const input = {
    storeId,
    title: listing.title,
    description: `Recorded product ${product.productId}.`,
    categoryId: journal.get('category', product.category)!.categoryId,
    attributes: {
      product: product.productId,
      ...(product.weightGrams === null ? {} : { 'weight in grams': String(product.weightGrams) }),
    },
    options: variants.length > 1 ? ['Offer'] : [],
    status: 'active' as const,
    variants: variants.map((variant) => variantInput(variant, listing)),
  };
  const listed = await untilNot(
    `store ${storeId} to be known to the catalogue`,
    ['catalog.store_not_selling', 'stores.store_not_found'],
    () => market.as(seller, key('product', listing.key), (api, options) => api.catalog.createProduct(input, options)),
  );
  const variantIds = new Map(listed.variants.map(({ sku, variantId }) => [sku, variantId]));
  for (const { sku, units } of variants) {
    const stock = { storeId, variantId: variantIds.get(sku)!, onHand: units };
    await market.as(seller, key('stock', stock.variantId), (api, options) => api.inventory.setStock(stock, options));
  }
  journal.record('listing', listing.key, { productId: listed.productId, variants: Object.fromEntries(variantIds) });
}

const variantInput = ({ sku, offer }: PlannedVariant, { product, variants }: PlannedListing) => ({
  sku,
  options: variants.length > 1 ? { Offer: `${offer.priceMinor} + ${offer.freightMinor}` } : {},
  priceMinor: String(offer.priceMinor),
  shippingMinor: String(offer.freightMinor),
  weightGrams: product.weightGrams ?? 0,
});

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
