import { catalogContract, type storesContract } from '@haat/contracts';
import type { Clock, Ids } from '@haat/domain';
import { type ContextClient, createUnitOfWork, type Database, type Service, type Transaction } from '@haat/service-kit';
import { createApplication } from './application/application.ts';
import type { Repositories } from './application/ports/unit-of-work.ts';
import { createStoreDirectory } from './infrastructure/clients/store-directory.ts';
import { createSubscriptions } from './infrastructure/events/subscriptions.ts';
import { announceProduct, announceReview } from './infrastructure/outbox/announcements.ts';
import { createCatalogReader } from './infrastructure/postgres/catalog-reader.ts';
import { createCategoryRepository } from './infrastructure/postgres/category-repository.ts';
import { createProductRepository } from './infrastructure/postgres/product-repository.ts';
import { createProjections } from './infrastructure/postgres/projections.ts';
import { createReviewRepository } from './infrastructure/postgres/review-repository.ts';
import { createStoreCopies } from './infrastructure/postgres/store-copies.ts';
import { createHandlers } from './infrastructure/trpc/handlers.ts';

export type CatalogDeps = {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly clients: { readonly stores: ContextClient<typeof storesContract> };
};

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

/** Puts the parts of catalog together; tests, the launcher and a container use this one way. */
export function createCatalog({ database, clock, ids, clients }: CatalogDeps): Service<typeof catalogContract> {
  const bind = (tx: Transaction): Repositories => ({
    products: createProductRepository(tx, announceProduct),
    categories: createCategoryRepository(tx),
    reviews: createReviewRepository(tx, announceReview),
    projections: createProjections(tx),
  });
  const app = createApplication({
    unitOfWork: createUnitOfWork(database, bind),
    reader: createCatalogReader(database),
    categories: createCategoryRepository(database),
    storeCopies: createStoreCopies(database),
    storeDirectory: createStoreDirectory(clients.stores),
    clock,
    ids,
  });
  return {
    name: 'catalog',
    contract: catalogContract,
    handlers: createHandlers(app),
    subscriptions: createSubscriptions(app, createProjections),
    workers: [],
    database,
  };
}
