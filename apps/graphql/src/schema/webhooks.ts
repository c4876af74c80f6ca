import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { connectionField } from './from-contracts/connection.ts';
import { lookupField } from './from-contracts/lookup.ts';
import { mutations } from './from-contracts/mutation.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';

const Endpoint: Ref<Output<'webhooks', 'getEndpoint'>> = output('WebhookEndpoint', schemaAt('webhooks', 'getEndpoint'));
const Delivery: Ref<Output<'webhooks', 'sendTest'>> = output('WebhookDelivery', schemaAt('webhooks', 'sendTest'));
const DeliveryLog = output<Output<'webhooks', 'getDelivery'>>(
  'WebhookDeliveryLog',
  schemaAt('webhooks', 'getDelivery'),
  { within: { attemptLog: 'WebhookAttempt' } },
);

builder.queryFields((t) => ({
  webhookEndpoint: lookupField(t, { context: 'webhooks', procedure: 'getEndpoint', type: Endpoint }),
  webhookEndpoints: connectionField(t, Endpoint, { context: 'webhooks', procedure: 'listEndpoints' }),
  webhookDelivery: lookupField(t, { context: 'webhooks', procedure: 'getDelivery', type: DeliveryLog }),
  webhookDeliveries: connectionField(t, Delivery, { context: 'webhooks', procedure: 'listDeliveries' }),
}));

mutations('webhooks', [
  { procedure: 'createEndpoint', as: 'createWebhookEndpoint' },
  { procedure: 'updateEndpoint', as: 'updateWebhookEndpoint', gives: ['endpoint', Endpoint] },
  { procedure: 'deleteEndpoint', as: 'deleteWebhookEndpoint' },
  { procedure: 'enableEndpoint', as: 'enableWebhookEndpoint', gives: ['endpoint', Endpoint] },
  { procedure: 'disableEndpoint', as: 'disableWebhookEndpoint', gives: ['endpoint', Endpoint] },
  { procedure: 'rotateSecret', as: 'rotateWebhookSecret' },
  { procedure: 'sendTest', as: 'sendTestWebhook', gives: ['delivery', Delivery] },
  { procedure: 'replayDelivery', as: 'replayWebhookDelivery', gives: ['delivery', Delivery] },
  { procedure: 'replayFailed', as: 'replayFailedWebhooks' },
]);
