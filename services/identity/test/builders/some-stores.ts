import type { storesContract } from '@haat/contracts';
import type { Membership } from '@haat/domain';
import type { ContextClient } from '@haat/service-kit';
import type { PersonalDataClient } from '../../src/infrastructure/clients/privacy-clients.ts';

type Store = { isSuspended: boolean; readonly members: Map<string, Membership['role']> };

/** What stores would answer of a few stores that a test makes up. */
export function someStores(personalDataOf: PersonalDataClient['personalDataOf']) {
  const stores = new Map<string, Store>();
  const storeOf = (storeId: string): Store => {
    const known = stores.get(storeId) ?? { isSuspended: false, members: new Map() };
    stores.set(storeId, known);
    return known;
  };
  const membershipsOf = (userId: string): Membership[] =>
    [...stores].flatMap(([storeId, { members }]) => {
      const role = members.get(userId);
      return role === undefined ? [] : [{ storeId, role }];
    });
  const client = {
    describeStores: {
      query: ({ storeIds }: { storeIds: string[] }) => {
        const known = storeIds.flatMap((storeId) => {
          const store = stores.get(storeId);
          const status = store?.isSuspended === true ? 'suspended' : 'approved';
          return store === undefined ? [] : [{ storeId, status, memberIds: [...store.members.keys()] }];
        });
        return Promise.resolve({ stores: known });
      },
    },
    membershipsOf: {
      query: ({ userId }: { userId: string }) => Promise.resolve({ memberships: membershipsOf(userId) }),
    },
    personalDataOf,
  } as unknown as ContextClient<typeof storesContract> & PersonalDataClient;
  return { client, membershipsOf, storeOf };
}
