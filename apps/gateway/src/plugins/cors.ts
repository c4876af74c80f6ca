import { z } from 'zod';
import type { Exchange, Refusal } from '../exchange.ts';
import { isUsableOrigin, matchOrigin } from './cors-origin.ts';
import type { GatewayPlugin, PluginDefinition } from './plugin.ts';

const methodNames = ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'] as const;

const origin = z
  .string()
  .min(1)
  .refine(isUsableOrigin, { error: 'is not a regular expression that JavaScript understands' });

const configSchema = z.strictObject({
  origins: z.array(origin).default(['*']),
  methods: z.array(z.enum(methodNames)).default([...methodNames]),
  headers: z.array(z.string().min(1)).optional(),
  exposed_headers: z.array(z.string().min(1)).optional(),
  credentials: z.boolean().default(false),
  max_age: z.int().nonnegative().optional(),
  preflight_continue: z.boolean().default(false),
});

type Config = z.output<typeof configSchema>;

/** Answers preflight requests itself and tells browsers which pages may read the answers. */
function create(config: Config): GatewayPlugin {
  const origins = matchOrigin(config.origins);
  const methods = config.methods.join(',');
  const exposed = config.exposed_headers?.join(',');
  const decorate = (exchange: Exchange): void => {
    const preflight = isPreflight(exchange);
    if (preflight && config.preflight_continue) return;
    const headers = exchange.downstreamHeaders;
    allowOrigin(exchange, { origins, credentials: config.credentials });
    if (!preflight) {
      if (exposed !== undefined) headers['access-control-expose-headers'] = exposed;
      return;
    }
    const requested = exchange.request.headers['access-control-request-headers'];
    const allowed = config.headers?.join(',') ?? requested;
    if (allowed !== undefined) headers['access-control-allow-headers'] = allowed;
    headers['access-control-allow-methods'] = methods;
    if (config.max_age !== undefined) headers['access-control-max-age'] = String(config.max_age);
  };
  const access = (exchange: Exchange): Refusal | undefined =>
    !config.preflight_continue && isPreflight(exchange) ? { kind: 'empty', status: 200 } : undefined;
  return { name: 'cors', priority: 2_000, decorate, access };
}

function isPreflight({ request }: Exchange): boolean {
  if (request.method !== 'OPTIONS') return false;
  return request.headers.origin !== undefined && request.headers['access-control-request-method'] !== undefined;
}

type OriginRule = { readonly origins: ReturnType<typeof matchOrigin>; readonly credentials: boolean };

function allowOrigin(exchange: Exchange, { origins, credentials }: OriginRule): void {
  const headers = exchange.downstreamHeaders;
  const origin = exchange.request.headers.origin;
  if (origins === 'any' && (!credentials || origin === undefined)) {
    headers['access-control-allow-origin'] = '*';
    return;
  }
  // The answer now depends on who asks, so that a shared cache must not hand it to another page.
  headers['vary'] = 'Origin';
  if (origin === undefined || (origins !== 'any' && !origins(origin))) return;
  headers['access-control-allow-origin'] = origin;
  if (credentials) headers['access-control-allow-credentials'] = 'true';
}

export const cors: PluginDefinition<Config> = { name: 'cors', configSchema, create };
