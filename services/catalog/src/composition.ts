import { catalogContract, type storesContract } from '@haat/contracts';
import type { Ids } from '@haat/domain';
import {
  type BlobStore,
  type ContextClient,
  createUnitOfWork,
  type Database,
  type Service,
  type Transaction,
  type WakingClock,
  eraseWhenAccountErased,
} from '@haat/service-kit';
import { createApplication } from './application/application.ts';
import type { Repositories } from './application/ports/unit-of-work.ts';
import { createFiles } from './infrastructure/blobs/files.ts';
import { createStoreDirectory } from './infrastructure/clients/store-directory.ts';
import { createSalesSubscriptions } from './infrastructure/events/sales-subscriptions.ts';
import { createSubscriptions } from './infrastructure/events/subscriptions.ts';
import { createProductFiles } from './infrastructure/csv/product-files.ts';
import { createPictures } from './infrastructure/images/prepare-picture.ts';
import { announceProduct, announceReview } from './infrastructure/outbox/announcements.ts';
import { createCatalogReader } from './infrastructure/postgres/catalog-reader.ts';
import { createCategoryRepository } from './infrastructure/postgres/category-repository.ts';
import { createDeletedProducts } from './infrastructure/postgres/deleted-products.ts';
import { createFileRemovals } from './infrastructure/postgres/file-removals.ts';
import { createProductCards } from './infrastructure/postgres/product-cards.ts';
import { createImportReader, createImportRepository } from './infrastructure/postgres/imports.ts';
import { createProductBatch, createProductPages } from './infrastructure/postgres/product-batch.ts';
import { createProductRepository } from './infrastructure/postgres/product-repository.ts';
import { createProjections } from './infrastructure/postgres/projections.ts';
import { createReviewRepository } from './infrastructure/postgres/review-repository.ts';
import { createBoughtTogether, createSales } from './infrastructure/postgres/sales.ts';
import { createStoreCopies } from './infrastructure/postgres/store-copies.ts';
import { createWishlistReader, createWishlistRepository } from './infrastructure/postgres/wishlists.ts';
import { createSearchSource } from './infrastructure/postgres/search-source.ts';
import { createSynonymStore } from './infrastructure/postgres/synonyms.ts';
import { createFollowedIndex } from './infrastructure/search/followed-index.ts';
import { createPersonalDataReader, forgetWishes } from './infrastructure/postgres/personal-data.ts';
import { createHandlers } from './infrastructure/trpc/handlers.ts';
import { createHousekeeping } from './infrastructure/workers/housekeeping.ts';

export type CatalogDeps = {
  readonly database: Database;
  readonly clock: WakingClock;
  readonly ids: Ids;
  /** Where pictures and files to be imported lie. */
  readonly blobs: BlobStore;
  readonly clients: { readonly stores: ContextClient<typeof storesContract> };
};

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

/** Puts the parts of catalog together; tests, the launcher and a container use this one way. */
export function createCatalog({ database, clock, ids, blobs, clients }: CatalogDeps): Service<typeof catalogContract> {
  const bind = (tx: Transaction): Repositories => ({
    products: createProductRepository(tx, announceProduct),
    categories: createCategoryRepository(tx),
    reviews: createReviewRepository(tx, announceReview),
    projections: createProjections(tx),
    synonyms: createSynonymStore(tx),
    fileRemovals: createFileRemovals(tx, () => tx.afterCommit(housekeeping.wakeFiles)),
    deletedProducts: createDeletedProducts(tx),
    wishes: createWishlistRepository(tx),
    imports: createImportRepository(tx, () => tx.afterCommit(housekeeping.wakeImports)),
    productBatch: createProductBatch(tx, announceProduct),
  });
  const search = createFollowedIndex(createSearchSource(database));
  const app = createApplication({
    unitOfWork: createUnitOfWork(database, bind),
    reader: createCatalogReader(database),
    categories: createCategoryRepository(database),
    files: createFiles(blobs),
    fileRemovals: createFileRemovals(database, () => housekeeping.wakeFiles()),
    deletedProducts: createDeletedProducts(database),
    wishlists: createWishlistReader(database),
    imports: createImportReader(database),
    productFiles: createProductFiles(),
    productPages: createProductPages(database),
    pictures: createPictures(),
    storeCopies: createStoreCopies(database),
    storeDirectory: createStoreDirectory(clients.stores),
    index: search.index,
    cards: createProductCards(database),
    boughtTogether: createBoughtTogether(database),
    synonyms: createSynonymStore(database),
    clock,
    ids,
  });
  const housekeeping = createHousekeeping(app, clock);
  return {
    name: 'catalog',
    contract: catalogContract,
    handlers: { ...createHandlers(app), personalDataOf: createPersonalDataReader(database) },
    subscriptions: [
      ...createSubscriptions(app, createProjections),
      ...createSalesSubscriptions(app, createSales),
      eraseWhenAccountErased('catalog.forget-wishes-when-account-erased', (tx, { userId }) => forgetWishes(tx, userId)),
    ],
    workers: [...housekeeping.workers, search.worker],
    database,
  };
}
