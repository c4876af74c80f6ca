import type { Json } from '../json-schema.ts';
import { eventChannels, eventMessages, eventOperations } from './events.ts';
import { socketChannel, socketMessages, socketOperations } from './socket.ts';

/** Makes the AsyncAPI 3 description of integration events and socket messages from the contracts. */
export function createAsyncApi(): Json {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Haat',
      version: 'v1',
      license: { name: 'Apache-2.0' },
      description:
        'Integration events between contexts, as CloudEvents 1.0, delivered at least once and in order per key; and the ' +
        'messages of live updates over Socket.IO. What partners receive as webhooks stands in the OpenAPI document.',
    },
    defaultContentType: 'application/json',
    channels: { ...eventChannels(), live: socketChannel() },
    operations: { ...eventOperations(), ...socketOperations() },
    components: { messages: { ...eventMessages(), ...socketMessages() } },
  };
}
