import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Exchange, Refusal } from '../exchange.ts';
import type { GatewayPlugin, PluginDefinition } from './plugin.ts';

/** Shortest first: a request refused by the second must not also be counted against the hour. */
const windows = [
  { field: 'second', title: 'Second', durationSeconds: 1 },
  { field: 'minute', title: 'Minute', durationSeconds: 60 },
  { field: 'hour', title: 'Hour', durationSeconds: 3_600 },
  { field: 'day', title: 'Day', durationSeconds: 86_400 },
] as const;

const limit = z.int().positive().optional();

const configSchema = z
  .strictObject({
    second: limit,
    minute: limit,
    hour: limit,
    day: limit,
    policy: z.literal('local', { error: 'only the policy "local" exists in the local gateway' }).default('local'),
    limit_by: z.enum(['ip', 'header', 'consumer']).default('consumer'),
    header_name: z.string().min(1).optional(),
    hide_client_headers: z.boolean().default(false),
    fault_tolerant: z.boolean().default(true),
  })
  .refine((config) => windows.some(({ field }) => config[field] !== undefined), {
    error: 'at least one of second, minute, hour, day is needed',
  })
  .refine((config) => config.limit_by !== 'header' || config.header_name !== undefined, {
    error: 'limit_by "header" needs header_name',
    path: ['header_name'],
  });

type Config = z.output<typeof configSchema>;
type Window = { readonly title: string; readonly limit: number; readonly limiter: RateLimiterMemory };

/** Fixed windows a client. No consumer is known at the edge yet, so limiting by consumer counts by address, as Kong does then. */
function create(config: Config): GatewayPlugin {
  const limits = windows.flatMap(({ field, title, durationSeconds }): Window[] => {
    const points = config[field];
    return points === undefined
      ? []
      : [{ title, limit: points, limiter: new RateLimiterMemory({ points, duration: durationSeconds }) }];
  });
  const header = config.limit_by === 'header' ? config.header_name?.toLowerCase() : undefined;
  const access = async (exchange: Exchange): Promise<Refusal | undefined> => {
    const key = identify(exchange, header);
    let tightest: { window: Window; result: RateLimiterRes } | undefined;
    for (const window of limits) {
      const { result, refused } = await consume(window.limiter, key);
      if (tightest === undefined || refused || result.remainingPoints < tightest.result.remainingPoints)
        tightest = { window, result };
      if (!config.hide_client_headers) announceWindow(exchange, window, result);
      if (refused) return refuse(exchange, config, { window, result });
    }
    if (tightest !== undefined && !config.hide_client_headers) announce(exchange, tightest);
    return undefined;
  };
  return { name: 'rate-limiting', priority: 910, access };
}

function identify(exchange: Exchange, header: string | undefined): string {
  const value = header === undefined ? undefined : exchange.request.headers[header];
  // The prefix keeps a client from spending another address's allowance by sending it as the header.
  return typeof value === 'string' ? `header:${value}` : `ip:${exchange.remoteAddress}`;
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<{ result: RateLimiterRes; refused: boolean }> {
  try {
    return { result: await limiter.consume(key), refused: false };
  } catch (rejection) {
    if (rejection instanceof RateLimiterRes) return { result: rejection, refused: true };
    throw rejection;
  }
}

function announceWindow(exchange: Exchange, window: Window, result: RateLimiterRes): void {
  const suffix = window.title.toLowerCase();
  exchange.downstreamHeaders[`x-ratelimit-limit-${suffix}`] = String(window.limit);
  exchange.downstreamHeaders[`x-ratelimit-remaining-${suffix}`] = String(result.remainingPoints);
}

function announce(exchange: Exchange, { window, result }: { window: Window; result: RateLimiterRes }): void {
  exchange.downstreamHeaders['ratelimit-limit'] = String(window.limit);
  exchange.downstreamHeaders['ratelimit-remaining'] = String(result.remainingPoints);
  exchange.downstreamHeaders['ratelimit-reset'] = String(secondsLeft(result));
}

function refuse(exchange: Exchange, config: Config, spent: { window: Window; result: RateLimiterRes }): Refusal {
  if (!config.hide_client_headers) announce(exchange, spent);
  const retryAfterSeconds = secondsLeft(spent.result);
  exchange.downstreamHeaders['retry-after'] = String(retryAfterSeconds);
  const detail = `At most ${spent.window.limit} requests a ${spent.window.title.toLowerCase()}; try again in ${retryAfterSeconds} s.`;
  return {
    kind: 'problem',
    problem: { status: 429, code: 'gateway.rate_limited', detail, members: { retryAfterSeconds } },
  };
}

function secondsLeft(result: RateLimiterRes): number {
  return Math.max(1, Math.ceil(result.msBeforeNext / 1_000));
}

export const rateLimiting: PluginDefinition<Config> = { name: 'rate-limiting', configSchema, create };
