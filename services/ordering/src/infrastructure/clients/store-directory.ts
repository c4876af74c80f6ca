import type { storesContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { StoreDirectory, StoreFacts } from '../../application/ports/store-directory.ts';

/** Where answers are kept, so that a store is asked for once. */
type Copies = {
  find(storeIds: readonly string[]): Promise<readonly StoreFacts[]>;
  save(stores: readonly StoreFacts[]): Promise<void>;
};

/** Looks into our own copy first and asks the stores context for what is missing; see {@link StoreDirectory}. */
export const createStoreDirectory = (client: ContextClient<typeof storesContract>, copies: Copies): StoreDirectory => ({
  async describe(storeIds) {
    const known = new Map((await copies.find(storeIds)).map((store) => [store.storeId, store]));
    const incomplete = storeIds.filter((storeId) => (known.get(storeId)?.country ?? null) === null);
    if (incomplete.length === 0) return known;
    const asked = await ask(client, incomplete).catch((error: unknown) => {
      // Without the country we can do; a store that nobody has told us of is another matter.
      if (incomplete.every((storeId) => known.has(storeId))) return [];
      throw error;
    });
    if (asked.length > 0) await copies.save(asked);
    for (const store of asked) known.set(store.storeId, store);
    return known;
  },
});

async function ask(client: ContextClient<typeof storesContract>, storeIds: readonly string[]): Promise<StoreFacts[]> {
  const { stores } = await client.describeStores.query({ storeIds: [...storeIds] });
  return stores.map(({ storeId, name, slug, currency, country }) => ({ storeId, name, slug, currency, country }));
}
