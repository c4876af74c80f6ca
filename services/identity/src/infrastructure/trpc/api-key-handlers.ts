import type { identityContract, OutputOf } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { ApiKey } from '../../domain/index.ts';
import { fromCursor, toCursor } from './wire.ts';

type Contract = typeof identityContract;
type ApiKeyHandlers = Pick<Handlers<Contract>, 'createApiKey' | 'listApiKeys' | 'revokeApiKey'>;
type ApiKeyWire = OutputOf<Contract['procedures']['createApiKey']>['apiKey'];

export function createApiKeyHandlers(app: Application): ApiKeyHandlers {
  return {
    createApiKey: async ({ input, intent }) => {
      const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt);
      const { key, secret } = await app.createApiKey(intent, { ...input, expiresAt });
      return { apiKey: toApiKeyWire(key), secret };
    },
    listApiKeys: async ({ input }) => {
      const page = { storeId: input.storeId, after: fromCursor(input.cursor), limit: input.limit };
      const { items, next } = await app.listApiKeys(page);
      return { items: items.map(toApiKeyWire), nextCursor: toCursor(next) };
    },
    revokeApiKey: async ({ input, intent }) => {
      await app.revokeApiKey(intent, input);
      return {};
    },
  };
}

const toApiKeyWire = (key: ApiKey): ApiKeyWire => ({
  ...key,
  scopes: key.scopes as ApiKeyWire['scopes'],
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
});
