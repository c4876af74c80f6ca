import { z } from 'zod';
import { defineContract, mutation, query, storeMember } from './contract.ts';
import { id, instant, nothing, pageInput, pageOf, text } from './shared.ts';
import { WEBHOOK_TEST_TYPE, webhookEvents, type WebhookEventType } from './webhook-events.ts';

/** Limits of outgoing webhooks; each has a test at the limit and one past it. */
export const WEBHOOK_LIMITS = {
  endpointsPerStore: 20,
  urlLength: 2_048,
  descriptionLength: 500,
  /** Deliveries that one call of `replayFailed` puts back into the queue. */
  replaysAtOnce: 1_000,
} as const;

const EVENT_TYPES = Object.keys(webhookEvents) as [WebhookEventType, ...WebhookEventType[]];

const eventType = () => z.enum(EVENT_TYPES);
const deliveredType = () => z.enum([...EVENT_TYPES, WEBHOOK_TEST_TYPE]);
const eventTypes = () =>
  z
    .array(eventType())
    .min(1)
    .max(EVENT_TYPES.length)
    .transform((types) => [...new Set(types)]);

const url = () =>
  z
    .string()
    .min(1)
    .max(WEBHOOK_LIMITS.urlLength)
    // Visible ASCII without what no address holds; which addresses are taken, the service decides.
    .regex(/^https?:\/\/[\x21-\x7e]+$/i);

export const webhookEndpoint = () =>
  z.object({
    endpointId: id(),
    storeId: id(),
    url: z.string(),
    description: z.string(),
    eventTypes: z.array(eventType()),
    status: z.enum(['enabled', 'disabled']),
    /** `gone`: it answered 410. `failing`: nothing was taken for days. */
    disabledReason: z.enum(['by_member', 'gone', 'failing']).nullable(),
    disabledAt: instant().nullable(),
    /** Since when no delivery was taken; null while all is well. */
    failingSince: instant().nullable(),
    /** Until when deliveries are signed with the secret before, too. */
    previousSecretValidUntil: instant().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
  });

/** The secret is shown in this answer and never again. */
const endpointWithSecret = () =>
  z.object({ endpoint: webhookEndpoint(), secret: z.string().regex(/^whsec_[A-Za-z0-9+/]+=*$/) });

export const webhookDelivery = () =>
  z.object({
    deliveryId: id(),
    endpointId: id(),
    storeId: id(),
    /** Sent as `webhook-id`; the same for every attempt and replay. */
    messageId: z.string(),
    type: deliveredType(),
    status: z.enum(['pending', 'delivered', 'failed']),
    attempts: z.int(),
    /** HTTP status of the last attempt; null where none was answered. */
    lastStatusCode: z.int().nullable(),
    nextAttemptAt: instant().nullable(),
    createdAt: instant(),
    settledAt: instant().nullable(),
  });

const attempt = () =>
  z.object({
    number: z.int(),
    startedAt: instant(),
    durationMs: z.int(),
    statusCode: z.int().nullable(),
    /** Why there was no answer, or why it did not count. */
    error: z.string().nullable(),
    responseExcerpt: z.string(),
  });

const endpointErrors = ['webhooks.endpoint_not_found'] as const;
const urlErrors = ['webhooks.url_invalid', 'webhooks.address_refused'] as const;
const sellers = () => storeMember('manager');
const endpointInput = { storeId: id(), endpointId: id() };
const ENDPOINT = '/v1/stores/{storeId}/webhooks/{endpointId}';
const DELIVERY = '/v1/stores/{storeId}/webhook-deliveries/{deliveryId}';

/** Outgoing webhooks: where a store's events are told to its partners, and what came of each telling. */
export const webhooksContract = defineContract('webhooks', {
  createEndpoint: mutation({
    summary: 'Register an address that hears events of the store; its secret is shown this once',
    access: sellers(),
    input: z.object({
      storeId: id(),
      url: url(),
      eventTypes: eventTypes(),
      description: text(WEBHOOK_LIMITS.descriptionLength, 0).default(''),
    }),
    output: endpointWithSecret(),
    errors: [...urlErrors, 'webhooks.too_many_endpoints'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/webhooks', status: 201 },
  }),
  listEndpoints: query({
    summary: 'List the webhook endpoints of a store, newest first',
    access: sellers(),
    input: z.object({ storeId: id(), ...pageInput }),
    output: pageOf(webhookEndpoint()),
    errors: ['webhooks.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/webhooks' },
  }),
  getEndpoint: query({
    summary: 'Show a webhook endpoint',
    access: sellers(),
    input: z.object(endpointInput),
    output: webhookEndpoint(),
    errors: endpointErrors,
    rest: { method: 'GET', path: ENDPOINT },
  }),
  updateEndpoint: mutation({
    summary: 'Change address, event types or description of a webhook endpoint',
    access: sellers(),
    input: z.object({
      ...endpointInput,
      url: url().optional(),
      eventTypes: eventTypes().optional(),
      description: text(WEBHOOK_LIMITS.descriptionLength, 0).optional(),
    }),
    output: webhookEndpoint(),
    errors: [...endpointErrors, ...urlErrors],
    rest: { method: 'PATCH', path: ENDPOINT },
  }),
  enableEndpoint: mutation({
    summary: 'Deliver to a webhook endpoint again; what waited meanwhile goes out',
    access: sellers(),
    input: z.object(endpointInput),
    output: webhookEndpoint(),
    errors: endpointErrors,
    rest: { method: 'POST', path: `${ENDPOINT}/enable` },
  }),
  disableEndpoint: mutation({
    summary: 'Stop delivering to a webhook endpoint; it hears nothing of what happens from now on',
    access: sellers(),
    input: z.object(endpointInput),
    output: webhookEndpoint(),
    errors: endpointErrors,
    rest: { method: 'POST', path: `${ENDPOINT}/disable` },
  }),
  rotateSecret: mutation({
    summary: 'Give a webhook endpoint a new secret; the one before signs along for 24 hours',
    access: sellers(),
    input: z.object(endpointInput),
    output: endpointWithSecret(),
    errors: endpointErrors,
    rest: { method: 'POST', path: `${ENDPOINT}/rotate-secret` },
  }),
  sendTest: mutation({
    summary: 'Send a test event to a webhook endpoint',
    access: sellers(),
    input: z.object(endpointInput),
    output: webhookDelivery(),
    errors: [...endpointErrors, 'webhooks.endpoint_disabled'],
    rest: { method: 'POST', path: `${ENDPOINT}/test`, status: 202 },
  }),
  listDeliveries: query({
    summary: 'List the webhook deliveries of a store, newest first',
    access: sellers(),
    input: z.object({
      storeId: id(),
      ...pageInput,
      endpointId: id().optional(),
      status: z.enum(['pending', 'delivered', 'failed']).optional(),
      type: deliveredType().optional(),
    }),
    output: pageOf(webhookDelivery()),
    errors: ['webhooks.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/webhook-deliveries' },
  }),
  getDelivery: query({
    summary: 'Show a webhook delivery with its payload and attempts',
    access: sellers(),
    input: z.object({ storeId: id(), deliveryId: id() }),
    output: webhookDelivery().extend({
      /** The body, as it was signed. */
      payload: z.string(),
      /** The latest ones, newest first. */
      attemptLog: z.array(attempt()),
    }),
    errors: ['webhooks.delivery_not_found'],
    rest: { method: 'GET', path: DELIVERY },
  }),
  replayDelivery: mutation({
    summary: 'Send a settled webhook delivery once more',
    access: sellers(),
    input: z.object({ storeId: id(), deliveryId: id() }),
    output: webhookDelivery(),
    errors: ['webhooks.delivery_not_found', 'webhooks.endpoint_disabled'],
    rest: { method: 'POST', path: `${DELIVERY}/replay`, status: 202 },
  }),
  replayFailed: mutation({
    summary: 'Send the failed deliveries of an endpoint once more, oldest first, up to a thousand a call',
    access: sellers(),
    input: z.object({ ...endpointInput, since: instant() }),
    output: z.object({ replayed: z.int(), more: z.boolean() }),
    errors: [...endpointErrors, 'webhooks.endpoint_disabled'],
    rest: { method: 'POST', path: `${ENDPOINT}/replay-failed`, status: 202 },
  }),
  deleteEndpoint: mutation({
    summary: 'Remove a webhook endpoint with its deliveries',
    access: sellers(),
    input: z.object(endpointInput),
    output: nothing(),
    errors: endpointErrors,
    rest: { method: 'DELETE', path: ENDPOINT },
  }),
});
