import { WEBHOOK_TEST_TYPE, type WebhookEventDefinition, webhookEvents } from '@haat/contracts';
import { z } from 'zod';
import { type Json, jsonSchema } from '../json-schema.ts';

/** The requests that partners receive, as OpenAPI 3.1 describes them. */
export function webhooks(): Json {
  const test = { summary: 'Sent by hand, to see whether an endpoint hears', data: testData() };
  const told = Object.entries({ ...webhookEvents, [WEBHOOK_TEST_TYPE]: test }) as [
    string,
    Pick<WebhookEventDefinition, 'summary' | 'data'>,
  ][];
  return Object.fromEntries(told.map(([type, definition]) => [type, { post: hook(type, definition) }]));
}

const testData = () => z.object({ storeId: z.string(), endpointId: z.string() });

function hook(type: string, { summary, data }: Pick<WebhookEventDefinition, 'summary' | 'data'>): Json {
  const schema = {
    type: 'object',
    required: ['type', 'timestamp', 'data'],
    properties: {
      type: { const: type },
      timestamp: { type: 'string', format: 'date-time' },
      data: jsonSchema(data, 'output'),
    },
  };
  return {
    operationId: `webhook.${type}`,
    summary,
    tags: ['webhooks'],
    parameters: SIGNATURE_HEADERS,
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      '2XX': { description: 'Taken; it is not sent again' },
      '410': { description: 'The endpoint is disabled and hears nothing more' },
      default: { description: 'Not taken; it is sent again after a pause' },
    },
  };
}

const signatureHeader = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

const SIGNATURE_HEADERS = [
  signatureHeader('webhook-id', 'The same for every attempt of a message'),
  signatureHeader('webhook-timestamp', 'Seconds since 1970, when this attempt was signed'),
  signatureHeader('webhook-signature', 'One signature by Standard Webhooks a valid secret, apart by spaces'),
];
