import { z } from 'zod';
import type { Exchange, Refusal } from '../exchange.ts';
import { hasBody } from '../proxy/request-body.ts';
import type { GatewayPlugin, PluginDefinition } from './plugin.ts';

const bytesPerUnit = { megabytes: 1_048_576, kilobytes: 1_024, bytes: 1 } as const;

const configSchema = z.strictObject({
  allowed_payload_size: z.int().positive().default(128),
  size_unit: z.enum(['megabytes', 'kilobytes', 'bytes']).default('megabytes'),
  require_content_length: z.boolean().default(false),
});

type Config = z.output<typeof configSchema>;

export function bodyTooLarge(limitBytes: number): Refusal & { kind: 'problem' } {
  return {
    kind: 'problem',
    problem: {
      status: 413,
      code: 'gateway.body_too_large',
      detail: `The body may have at most ${limitBytes} bytes.`,
      members: { limitBytes },
    },
  };
}

/** Refuses by the declared length at once; a body without one is counted while it streams. */
function create(config: Config): GatewayPlugin {
  const limitBytes = config.allowed_payload_size * bytesPerUnit[config.size_unit];
  const access = (exchange: Exchange): Refusal | undefined => {
    const declared = exchange.request.headers['content-length'];
    if (declared !== undefined) return Number(declared) > limitBytes ? bodyTooLarge(limitBytes) : undefined;
    if (!hasBody(exchange.request)) return undefined;
    if (config.require_content_length) {
      return {
        kind: 'problem',
        problem: { status: 411, code: 'gateway.length_required', detail: 'Send a Content-Length header.' },
      };
    }
    exchange.bodyLimitBytes = limitBytes;
    return undefined;
  };
  return { name: 'request-size-limiting', priority: 951, access };
}

export const requestSizeLimiting: PluginDefinition<Config> = { name: 'request-size-limiting', configSchema, create };
