import { z } from 'zod';
import { mutation, query, storeMember } from './contract.ts';
import { id, instant, name, nothing, pageInput, pageOf } from './shared.ts';

/** What a key may be good for: reading (queries) or writing (mutations) one context, each on its own. */
export const API_KEY_SCOPES = [
  'catalog:read',
  'catalog:write',
  'inventory:read',
  'inventory:write',
  'ordering:read',
  'ordering:write',
  'payments:read',
  'stores:read',
  'webhooks:read',
  'webhooks:write',
] as const;

export const apiKeyScope = () => z.enum(API_KEY_SCOPES);
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

export const apiKey = () =>
  z.object({
    keyId: id(),
    storeId: id(),
    name: z.string(),
    /** How the secret begins, to tell keys apart. */
    prefix: z.string(),
    scopes: z.array(apiKeyScope()),
    createdBy: id(),
    createdAt: instant(),
    expiresAt: instant().nullable(),
    lastUsedAt: instant().nullable(),
    revokedAt: instant().nullable(),
  });

/** Keys with which a partner's machine acts for one store: `Authorization: Bearer haat_sk_…`. */
export const apiKeyProcedures = {
  createApiKey: mutation({
    summary: 'Make an API key for a store; its secret is shown this once',
    access: storeMember('owner'),
    input: z.object({
      storeId: id(),
      name: name(),
      scopes: z.array(apiKeyScope()).min(1).max(API_KEY_SCOPES.length),
      expiresAt: instant().optional(),
    }),
    output: z.object({
      apiKey: apiKey(),
      /** Null where an idempotency key was used before: the secret was shown then and is kept nowhere. */
      secret: z.string().nullable(),
    }),
    errors: ['identity.api_key_expiry_past', 'identity.too_many_api_keys', 'identity.api_key_needs_owner'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/api-keys', status: 201 },
  }),
  listApiKeys: query({
    summary: "List a store's API keys, newest first",
    access: storeMember('owner'),
    input: z.object({ storeId: id(), ...pageInput }),
    output: pageOf(apiKey()),
    errors: ['identity.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/api-keys' },
  }),
  revokeApiKey: mutation({
    summary: 'Revoke an API key; it stops working at once',
    access: storeMember('owner'),
    input: z.object({ storeId: id(), keyId: id() }),
    output: nothing(),
    errors: ['identity.api_key_not_found'],
    rest: { method: 'DELETE', path: '/v1/stores/{storeId}/api-keys/{keyId}' },
  }),
};

/** What a request with an API key may be refused for before any procedure is asked. */
export const API_KEY_FAULTS = [
  'identity.api_key_invalid',
  'identity.api_key_revoked',
  'identity.api_key_expired',
  'identity.api_key_orphaned',
] as const;
