import type { OutputOf } from '@haat/contracts';
import { type contracts } from '@haat/contracts';
import { SEED_STORES, type SeedStore } from './seed-data.ts';
import type { SeedSession } from './seed-client.ts';
import { createPictureHanger } from './seed-pictures.ts';

const ADMIN = 'admin@haat.example';
const UNITS_ON_HAND = 500;
const SCARCE_UNITS = 3;
const LOW_STOCK_THRESHOLD = 5;

export type SeededProduct = OutputOf<(typeof contracts.catalog.procedures)['createProduct']>;
export type SeededStore = SeedStore & { readonly storeId: string; readonly products: SeededProduct[] };

/** Opens the demo stores and fills their shelves. */
export async function seedStores(session: SeedSession, onProgress: (done: number) => void): Promise<SeededStore[]> {
  const seeded: SeededStore[] = [];
  const pictures = createPictureHanger(session);
  const categories = await seedCategories(session);
  for (const store of SEED_STORES) {
    const storeId = await openStore(session, store);
    const products: SeededProduct[] = [];
    for (const [goodsIndex, make] of productPlan(store)) {
      const categoryId = categories.get(store.category[0])!;
      const product = await listProduct(session, { store, storeId, goodsIndex, make, categoryId });
      pictures.hang({ owner: store.owner, storeSlug: store.slug, goodsIndex, product });
      products.push(product);
      onProgress(seeded.reduce((sum, done) => sum + done.products.length, products.length));
    }
    seeded.push({ ...store, storeId, products });
  }
  await pictures.done();
  return seeded;
}

const productPlan = (store: SeedStore) =>
  store.goods.flatMap((_goods, index) => store.makes.map((make) => [index, make] as const));

async function seedCategories({ api, as }: SeedSession): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const {
    category: [slug, name],
  } of SEED_STORES) {
    const made = await api.catalog.createCategory({ slug, name }, as(ADMIN, `category-${slug}`));
    ids.set(slug, made.categoryId);
  }
  return ids;
}

async function openStore({ api, as }: SeedSession, store: SeedStore): Promise<string> {
  const { slug, name, description, currency, country, city, owner } = store;
  const applied = await api.stores.applyForStore(
    { slug, name, description, currency, country, city },
    as(owner, `apply-${slug}`),
  );
  await api.stores.approve({ storeId: applied.storeId }, as(ADMIN, `approve-${slug}`));
  return applied.storeId;
}

type Listing = { store: SeedStore; storeId: string; goodsIndex: number; make: string; categoryId: string };

async function listProduct({ api, as }: SeedSession, listing: Listing): Promise<SeededProduct> {
  const { store, storeId, goodsIndex, make, categoryId } = listing;
  const [noun, priceMinor, weightGrams] = store.goods[goodsIndex]!;
  const makeIndex = store.makes.indexOf(make);
  const sku = `${initials(store.name)}-${initials(noun)}${goodsIndex}-${makeIndex}`;
  const product = await api.catalog.createProduct(
    {
      storeId,
      title: `${make} ${noun}`,
      description: `${noun} in the ${make} line of ${store.name}, ${store.city}.`,
      categoryId,
      attributes: { Make: make, Origin: store.city },
      options: store.option === undefined ? [] : [store.option.name],
      status: 'active',
      variants: (store.option?.values ?? ['']).map((value, index) => ({
        sku: value === '' ? sku : `${sku}-${value}`,
        options: value === '' ? {} : { [store.option!.name]: value },
        priceMinor: String(priceMinor + makeIndex * 100 + index * 50),
        weightGrams,
      })),
    },
    as(store.owner, `product-${store.slug}-${sku}`),
  );
  await stockUp({ api, as }, { owner: store.owner, storeId, product, isScarce: goodsIndex === 4 && makeIndex === 4 });
  return product;
}

type Shelf = { owner: string; storeId: string; product: SeededProduct; isScarce: boolean };

async function stockUp({ api, as }: SeedSession, { owner, storeId, product, isScarce }: Shelf): Promise<void> {
  for (const { variantId, sku } of product.variants) {
    const onHand = isScarce ? SCARCE_UNITS : UNITS_ON_HAND;
    const level = { storeId, variantId, onHand, lowStockThreshold: LOW_STOCK_THRESHOLD };
    await api.inventory.setStock(level, as(owner, `stock-${storeId}-${sku}`));
  }
}

const initials = (words: string): string =>
  words
    .replaceAll(/[^A-Za-z ]/g, '')
    .split(' ')
    .filter(Boolean)
    .map((word) => word.slice(0, 2).toUpperCase())
    .join('');
