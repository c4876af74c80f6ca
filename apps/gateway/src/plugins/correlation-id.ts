import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { GatewayPlugin, PluginDefinition } from './plugin.ts';

const configSchema = z.strictObject({
  header_name: z.string().min(1).default('Kong-Request-ID'),
  generator: z.enum(['uuid', 'uuid#counter']).default('uuid#counter'),
  echo_downstream: z.boolean().default(false),
});

type Config = z.output<typeof configSchema>;

/** An id from outside is written into every log line, so only short printable ones are kept. */
const acceptableId = /^[\x21-\x7e]{1,128}$/;

/** Gives each request an id, or keeps the one it came with, and passes it on in both directions. */
function create(config: Config): GatewayPlugin {
  const header = config.header_name.toLowerCase();
  const instanceId = randomUUID();
  let count = 0;
  const generate = config.generator === 'uuid' ? () => randomUUID() : () => `${instanceId}#${++count}`;
  return {
    name: 'correlation-id',
    priority: 100_001,
    decorate(exchange) {
      const received = exchange.request.headers[header];
      const id = typeof received === 'string' && acceptableId.test(received) ? received : generate();
      exchange.correlationId = id;
      exchange.upstreamHeaders[header] = id;
      if (config.echo_downstream) exchange.downstreamHeaders[header] = id;
    },
  };
}

export const correlationId: PluginDefinition<Config> = { name: 'correlation-id', configSchema, create };
