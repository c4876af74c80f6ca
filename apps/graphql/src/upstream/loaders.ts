import { LIMITS } from '@haat/contracts';
import DataLoader from 'dataloader';
import type { CacheNotes } from '../cache/cache-notes.ts';
import type { Ask, Output, Upstream } from './upstream.ts';

export type Product = Output<'catalog', 'getProduct'>;
export type Store = Output<'stores', 'getStore'>;
export type Category = Output<'catalog', 'listCategories'>['items'][number];
export type Availability = Output<'inventory', 'availability'>['items'][number];

/**
 * One call for many things of a kind, however many fields ask for them. What everybody may see is asked for as nobody in
 * particular; only what is missing then is asked for as the caller, who may be a member of the store.
 */
export type Loaders = {
  readonly product: Loader<Product>;
  readonly store: Loader<Store>;
  readonly category: Loader<Category>;
  readonly availability: Loader<Availability>;
};

/** Null is what does not exist for the caller. */
export type Loader<Value> = { load(id: string): Promise<Value | null> };

export function createLoaders(upstream: Upstream, notes: CacheNotes): Loaders {
  const productsByIds = async (ask: Ask, productIds: string[]) => {
    const { items } = await ask('catalog', 'productsByIds', { productIds });
    for (const { storeId } of items) notes.touch(`market-of-store:${storeId}`);
    return items;
  };
  const storesByIds = async (ask: Ask, storeIds: string[]) => (await ask('stores', 'storesByIds', { storeIds })).items;
  return {
    product: batched(
      openThenOwn(upstream, productsByIds, ({ productId }) => productId),
      (id) => notes.touch(`product:${id}`),
    ),
    store: batched(
      openThenOwn(upstream, storesByIds, ({ storeId }) => storeId),
      (id) => notes.touch(`store:${id}`),
    ),
    category: batched(
      async () =>
        byId((await upstream.asAnyone('catalog', 'listCategories', {})).items, ({ categoryId }) => categoryId),
      () => notes.touch('categories'),
    ),
    availability: batched(
      async (variantIds) =>
        byId(
          (await upstream.asAnyone('inventory', 'availability', { variantIds })).items,
          ({ variantId }) => variantId,
        ),
      (id) => notes.touchCount(`variant:${id}`),
    ),
  };
}

type Fetch<Value> = (ids: string[]) => Promise<Map<string, Value>>;

function batched<Value>(fetch: Fetch<Value>, touch: (id: string) => void): Loader<Value> {
  const loader = new DataLoader<string, Value | null>(
    async (ids) => {
      const found = await fetch([...ids]);
      return ids.map((id) => found.get(id) ?? null);
    },
    { maxBatchSize: LIMITS.pageSize },
  );
  return {
    load(id) {
      touch(id);
      return loader.load(id);
    },
  };
}

function openThenOwn<Value>(
  upstream: Upstream,
  fetch: (ask: Ask, ids: string[]) => Promise<readonly Value[]>,
  idOf: (value: Value) => string,
): Fetch<Value> {
  return async (ids) => {
    const found = byId(await fetch(upstream.asAnyone, ids), idOf);
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length === 0 || !upstream.isSomebody) return found;
    return new Map([...found, ...byId(await fetch(upstream.asCaller, missing), idOf)]);
  };
}

const byId = <Value>(values: readonly Value[], idOf: (value: Value) => string): Map<string, Value> =>
  new Map(values.map((value) => [idOf(value), value]));
