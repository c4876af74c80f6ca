import { catalogContract } from './catalog.ts';
import { identityContract } from './identity.ts';
import { inventoryContract } from './inventory.ts';
import { notificationsContract } from './notifications.ts';
import { orderingContract } from './ordering.ts';
import { paymentsContract } from './payments.ts';
import { storesContract } from './stores.ts';

export * from './contract.ts';
export * from './events.ts';
export * from './live.ts';
export { LIMITS, type AddressWire, type MoneyWire } from './shared.ts';
export type { TenderWire } from './ordering-schemas.ts';
export {
  catalogContract,
  identityContract,
  inventoryContract,
  notificationsContract,
  orderingContract,
  paymentsContract,
  storesContract,
};

/** All contexts by name. */
export const contracts = {
  identity: identityContract,
  stores: storesContract,
  catalog: catalogContract,
  inventory: inventoryContract,
  ordering: orderingContract,
  payments: paymentsContract,
  notifications: notificationsContract,
} as const;

export type ContextName = keyof typeof contracts;
