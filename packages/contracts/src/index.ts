import { catalogContract } from './catalog.ts';
import { identityContract } from './identity.ts';
import { inventoryContract } from './inventory.ts';
import { notificationsContract } from './notifications.ts';
import { orderingContract } from './ordering.ts';
import { paymentsContract } from './payments.ts';
import { storesContract } from './stores.ts';
import { webhooksContract } from './webhooks.ts';

export * from './contract.ts';
export * from './events.ts';
export * from './live.ts';
export { PERSONAL_DATA_PAGE } from './personal-data.ts';
export { ERASURE_PHRASE } from './identity-privacy.ts';
export { API_KEY_SCOPES, type ApiKeyScope } from './identity-api-keys.ts';
export type { CredentialWire } from './identity-credential.ts';
export { LIMITS, type AddressWire, type MoneyWire } from './shared.ts';
export type { TenderWire } from './ordering-schemas.ts';
export {
  WEBHOOK_TEST_TYPE,
  type WebhookEventDefinition,
  webhookEvents,
  type WebhookEventType,
} from './webhook-events.ts';
export { WEBHOOK_LIMITS } from './webhooks.ts';
export {
  catalogContract,
  identityContract,
  inventoryContract,
  notificationsContract,
  orderingContract,
  paymentsContract,
  storesContract,
  webhooksContract,
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
  webhooks: webhooksContract,
} as const;

export type ContextName = keyof typeof contracts;
