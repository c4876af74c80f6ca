import { type catalogContract, inventoryContract } from '@haat/contracts';
import type { Clock } from '@haat/domain';
import {
  coalesce,
  type ContextClient,
  createUnitOfWork,
  type Database,
  type Service,
  type Transaction,
} from '@haat/service-kit';
import { createApplication } from './application/application.ts';
import type { Stores } from './application/ports/unit-of-work.ts';
import { createCatalogVariants } from './infrastructure/clients/catalog-variants.ts';
import { createSubscriptions } from './infrastructure/events/subscriptions.ts';
import { createExpiry } from './infrastructure/expiry-worker.ts';
import { announce } from './infrastructure/outbox/announcements.ts';
import { createDueHolds, createStockReader } from './infrastructure/postgres/stock-reader.ts';
import { createRestockedReturns, createStockRepository } from './infrastructure/postgres/stock-repository.ts';
import { createHandlers } from './infrastructure/trpc/handlers.ts';

export type InventoryDeps = {
  readonly database: Database;
  readonly clock: Clock;
  readonly clients: { readonly catalog: ContextClient<typeof catalogContract> };
};

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

/** Puts the parts of inventory together; tests, the launcher and a container use this one way. */
export function createInventory({ database, clock, clients }: InventoryDeps): Service<typeof inventoryContract> {
  const bind = (tx: Transaction): Stores => ({
    stock: createStockRepository(tx, announce),
    returns: createRestockedReturns(tx),
  });
  const dueHolds = createDueHolds(database);
  const expiry = createExpiry({ clock, dueHolds });
  const app = createApplication({
    unitOfWork: createUnitOfWork(database, bind),
    groupCommit: coalesce,
    reader: createStockReader(database),
    dueHolds,
    variants: createCatalogVariants(clients.catalog),
    alarm: expiry.alarm,
    clock,
  });
  return {
    name: 'inventory',
    contract: inventoryContract,
    handlers: createHandlers(app),
    subscriptions: createSubscriptions(app, bind),
    workers: [expiry.createWorker(app.expireHolds)],
    database,
  };
}
