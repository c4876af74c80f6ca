import type { webhooksContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { EndpointWithSecret } from '../../application/commands/create-endpoint.ts';
import { fromCursor, toCursor, toDeliveryWire, toDeliveryWithAttemptsWire, toEndpointWire } from './wire.ts';

/** Translates between the contract and the use cases; nothing is decided here. */
export function createHandlers(app: Application): Handlers<typeof webhooksContract> {
  return {
    createEndpoint: async ({ input, intent }) => toSecretWire(await app.createEndpoint(intent, input)),
    listEndpoints: async ({ input: { storeId, limit, cursor } }) => {
      const { items, next } = await app.listEndpoints({ storeId, limit, before: fromCursor(cursor) });
      return { items: items.map(toEndpointWire), nextCursor: toCursor(next) };
    },
    getEndpoint: async ({ input }) => toEndpointWire(await app.getEndpoint(input)),
    updateEndpoint: async ({ input, intent }) => toEndpointWire(await app.updateEndpoint(intent, input)),
    deleteEndpoint: async ({ input, intent }) => {
      await app.deleteEndpoint(intent, input);
      return {};
    },
    enableEndpoint: async ({ input, intent }) => toEndpointWire(await app.enableEndpoint(intent, input)),
    disableEndpoint: async ({ input, intent }) => toEndpointWire(await app.disableEndpoint(intent, input)),
    rotateSecret: async ({ input, intent }) => toSecretWire(await app.rotateSecret(intent, input)),
    sendTest: async ({ input, intent }) => toDeliveryWire(await app.sendTest(intent, input)),
    listDeliveries: async ({ input: { storeId, cursor, ...filter } }) => {
      const { items, next } = await app.listDeliveries(storeId, { ...filter, before: fromCursor(cursor) });
      return { items: items.map(toDeliveryWire), nextCursor: toCursor(next) };
    },
    getDelivery: async ({ input }) => toDeliveryWithAttemptsWire(await app.getDelivery(input)),
    replayDelivery: async ({ input, intent }) => toDeliveryWire(await app.replayDelivery(intent, input)),
    replayFailed: ({ input: { since, ...key }, intent }) =>
      app.replayFailed(intent, { ...key, since: new Date(since) }),
  };
}

const toSecretWire = ({ endpoint, secret }: EndpointWithSecret) => ({ endpoint: toEndpointWire(endpoint), secret });
