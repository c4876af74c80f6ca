import { type catalogContract, type inventoryContract, orderingContract, type storesContract } from '@haat/contracts';
import type { Clock, Ids } from '@haat/domain';
import {
  type ContextClient,
  createUnitOfWork,
  type Database,
  type Service,
  type Transaction,
  eraseWhenAccountErased,
} from '@haat/service-kit';
import { createApplication } from './application/application.ts';
import type { Secrets } from './application/ports/secrets.ts';
import type { OrderingStores } from './application/ports/unit-of-work.ts';
import {
  type CartLifetimePolicy,
  defaultPricing,
  fifteenMinutes,
  type PricingPolicies,
  type ReservationPolicy,
  thirtyDays,
} from './domain/index.ts';
import { createCatalog } from './infrastructure/clients/catalog-client.ts';
import { createInventory } from './infrastructure/clients/inventory-client.ts';
import { createStoreDirectory } from './infrastructure/clients/store-directory.ts';
import { announceCheckout, announceOrderEvent } from './infrastructure/outbox/announcements.ts';
import { createInvoicePrinter } from './infrastructure/pdf/invoice-printer.ts';
import { createCartReader } from './infrastructure/postgres/cart-reader.ts';
import { createCartRepository } from './infrastructure/postgres/cart-repository.ts';
import { createChargesReader, createShippingZones, createTaxRules } from './infrastructure/postgres/charges.ts';
import { createCheckoutReader } from './infrastructure/postgres/checkout-reader.ts';
import { createCheckoutRepository } from './infrastructure/postgres/checkout-repository.ts';
import { createExchangeRates } from './infrastructure/postgres/exchange-rates.ts';
import { createInvoiceNumbers } from './infrastructure/postgres/invoice-numbers.ts';
import { createOrderReader } from './infrastructure/postgres/order-reader.ts';
import { createOrderRepository } from './infrastructure/postgres/order-repository.ts';
import { createPricingReader } from './infrastructure/postgres/pricing-reader.ts';
import { createPromotionReader, createPromotions } from './infrastructure/postgres/promotions.ts';
import { createStoreCopies } from './infrastructure/postgres/store-copies.ts';
import { createSecrets } from './infrastructure/secrets/secrets.ts';
import { createSubscriptions } from './infrastructure/subscriptions/subscriptions.ts';
import { redactOrdersOf } from './infrastructure/postgres/erased-owners.ts';
import { createPrivacyReads } from './infrastructure/postgres/personal-data.ts';
import { createHandlers } from './infrastructure/trpc/handlers.ts';

export type OrderingDeps = {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly clients: {
    readonly catalog: ContextClient<typeof catalogContract>;
    readonly inventory: ContextClient<typeof inventoryContract>;
    readonly stores: ContextClient<typeof storesContract>;
  };
  /** How carts are split, shipped and taxed; each part has a default. */
  readonly pricing?: Partial<PricingPolicies>;
  readonly reservation?: ReservationPolicy;
  readonly cartLifetime?: CartLifetimePolicy;
  /** Where chance comes from. */
  readonly secrets?: Secrets;
};

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

/** Puts the parts of ordering together; tests, the launcher and a container use this one way. */
export function createOrdering(deps: OrderingDeps): Service<typeof orderingContract> {
  const { database, clock, ids, clients, pricing, reservation = fifteenMinutes, cartLifetime = thirtyDays } = deps;
  const orders = (tx: Transaction) => createOrderRepository(tx, { clock, announce: announceOrderEvent });
  const bind = (tx: Transaction): OrderingStores => ({
    carts: createCartRepository(tx),
    checkouts: createCheckoutRepository(tx, announceCheckout),
    orders: orders(tx),
    invoiceNumbers: createInvoiceNumbers(tx),
    promotions: createPromotions(tx),
    shippingZones: createShippingZones(tx),
    taxRules: createTaxRules(tx),
  });
  const app = createApplication({
    unitOfWork: createUnitOfWork(database, bind),
    cartReader: createCartReader(database),
    orderReader: createOrderReader(database),
    checkoutReader: createCheckoutReader(database),
    pricingReader: createPricingReader(database),
    promotionReader: createPromotionReader(database),
    chargesReader: createChargesReader(database),
    catalog: createCatalog(clients.catalog),
    inventory: createInventory(clients.inventory),
    storeDirectory: createStoreDirectory(clients.stores, createStoreCopies(database)),
    printer: createInvoicePrinter(),
    secrets: deps.secrets ?? createSecrets(),
    clock,
    ids,
    pricing: { ...defaultPricing, ...pricing },
    reservation,
    cartLifetime,
  });
  return {
    name: 'ordering',
    contract: orderingContract,
    handlers: { ...createHandlers(app), ...createPrivacyReads(database) },
    subscriptions: [
      ...createSubscriptions({ orders, storeCopies: createStoreCopies, exchangeRates: createExchangeRates }),
      eraseWhenAccountErased('ordering.redact-when-account-erased', (tx, { principal, erasedAt }) =>
        redactOrdersOf(tx, principal, erasedAt),
      ),
    ],
    workers: [],
    database,
  };
}
