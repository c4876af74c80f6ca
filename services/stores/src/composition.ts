import { storesContract, type identityContract } from '@haat/contracts';
import type { Clock, Ids } from '@haat/domain';
import {
  createUnitOfWork,
  type ContextClient,
  type Database,
  type Service,
  eraseWhenAccountErased,
} from '@haat/service-kit';
import { createApplication } from './application/application.ts';
import { createUserFinder } from './infrastructure/clients/identity-client.ts';
import { createAnnouncements } from './infrastructure/outbox/announcements.ts';
import { createStoreDirectory } from './infrastructure/postgres/store-directory.ts';
import { createStoreRepository } from './infrastructure/postgres/store-repository.ts';
import { createPersonalDataReader, leaveAllStores } from './infrastructure/postgres/personal-data.ts';
import { createHandlers } from './infrastructure/trpc/handlers.ts';

export type StoresDeps = {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly clients: { readonly identity: Pick<ContextClient<typeof identityContract>, 'findUserByEmail'> };
};

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

/** Puts the stores context together. */
export function createStores({ database, clock, ids, clients }: StoresDeps): Service<typeof storesContract> {
  const app = createApplication({
    unitOfWork: createUnitOfWork(database, (tx) => ({
      stores: createStoreRepository(tx),
      announcements: createAnnouncements(tx),
    })),
    directory: createStoreDirectory(database),
    users: createUserFinder(clients.identity),
    clock,
    ids,
  });
  return {
    name: 'stores',
    contract: storesContract,
    handlers: { ...createHandlers(app), personalDataOf: createPersonalDataReader(database) },
    subscriptions: [
      eraseWhenAccountErased('stores.leave-when-account-erased', async (tx, { userId }) => {
        const left = await leaveAllStores(tx, userId);
        for (const storeId of left) createAnnouncements(tx).memberChanged({ storeId, userId, role: null });
      }),
    ],
    workers: [],
    database,
  };
}
