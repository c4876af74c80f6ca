import type { storesContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { StoreDirectory } from '../../application/ports/stores.ts';

/** Asks stores what it knows of a store. */
export const createStoreDirectory = (stores: ContextClient<typeof storesContract>): StoreDirectory => ({
  async describe(storeId) {
    const [found] = (await stores.describeStores.query({ storeIds: [storeId] })).stores;
    return found === undefined ? null : { storeId: found.storeId, status: found.status, currency: found.currency };
  },
});
