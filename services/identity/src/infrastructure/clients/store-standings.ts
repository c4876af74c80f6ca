import type { storesContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { StoreStandings } from '../../application/ports/store-standings.ts';

/** Asks stores, which alone knows who belongs where. */
export function createStoreStandings(stores: ContextClient<typeof storesContract>): StoreStandings {
  return {
    standingOf: async (storeId, userId) => {
      const described = await stores.describeStores.query({ storeIds: [storeId] });
      const store = described.stores.find(({ memberIds }) => memberIds.includes(userId));
      return store === undefined ? null : { isSuspended: store.status === 'suspended' };
    },
    ownedBy: async (userId) => {
      const { memberships } = await stores.membershipsOf.query({ userId });
      return memberships.filter(({ role }) => role === 'owner').map(({ storeId }) => storeId);
    },
  };
}
