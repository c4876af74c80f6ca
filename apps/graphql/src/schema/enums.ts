import type { ContextName } from '@haat/contracts';
import type { z } from 'zod';
import { nameEnum } from './from-contracts/enums.ts';
import { inputShape, schemaAt } from './from-contracts/procedures.ts';
import { coreOf } from './from-contracts/read-schema.ts';

const valuesOf = (schema: z.ZodType): string[] => (coreOf(schema).core as z.ZodEnum).options.map(String);

const ofOutput = (name: string, context: ContextName, procedure: string, ...path: string[]): void =>
  nameEnum(name, valuesOf(schemaAt(context, procedure, ...path)));

const ofInput = (name: string, context: ContextName, procedure: string, field: string): void =>
  nameEnum(name, valuesOf(inputShape(context, procedure)[field]!));

// Sets of values that stand in several types, or first in an argument, are named here; others after where they stand.
ofOutput('StoreStatus', 'stores', 'getStore', 'status');
ofOutput('StoreRole', 'stores', 'listMembers', 'items', '[]', 'role');
ofOutput('ProductStatus', 'catalog', 'getProduct', 'status');
ofInput('ProductSort', 'catalog', 'listProducts', 'sort');
ofInput('SearchSort', 'catalog', 'searchProducts', 'sort');
ofOutput('OrderStatus', 'ordering', 'getOrder', 'status');
ofOutput('CancelReason', 'ordering', 'getOrder', 'cancelReason');
ofOutput('PayoutStatus', 'payments', 'listPayouts', 'items', '[]', 'status');
ofOutput('DisputeStatus', 'payments', 'listDisputes', 'items', '[]', 'status');
ofOutput('TenderMethod', 'payments', 'getPayment', 'tenders', '[]', 'method');
ofOutput('TenderStatus', 'payments', 'getPayment', 'tenders', '[]', 'status');
ofOutput('UserRole', 'identity', 'me', 'roles', '[]');
ofOutput('IdentityProvider', 'identity', 'me', 'identities', '[]', 'provider');
ofOutput('ApiKeyScope', 'identity', 'listApiKeys', 'items', '[]', 'scopes', '[]');
ofOutput('WebhookDeliveryStatus', 'webhooks', 'sendTest', 'status');
ofOutput('WebhookEventType', 'webhooks', 'getEndpoint', 'eventTypes', '[]');
ofInput('WebhookDeliveryType', 'webhooks', 'listDeliveries', 'type');
ofOutput('PromotionStatus', 'ordering', 'createPromotion', 'status');
