import { Agent, Pool } from 'undici';
import type { KongConfig } from '../config/kong-config.ts';
import { serviceAddress } from '../routing/service-address.ts';

/** Connections to one service. More would only queue inside the service instead of here. */
export const connectionsPerUpstream = 128;

/** Below the idle time after which Node's servers close, so that the gateway closes first. */
const keepAliveMs = 30_000;

/**
 * Base URLs, or Unix sockets as `unix:/path`, that stand in for declared host names; looked up on each request, so a
 * service may register late.
 */
export type Upstreams = Readonly<Record<string, string>>;

/** Kept-alive connections to all services, each opened under the time-out its service declares. */
export function createUpstreamPool(config: KongConfig, upstreams: Upstreams): Agent {
  const resolveOrigin = resolveOriginFrom(upstreams);
  return new Agent({
    factory: (origin, options) =>
      new Pool(origin, {
        ...options,
        connections: connectionsPerUpstream,
        pipelining: 1,
        keepAliveTimeout: keepAliveMs,
        connect: {
          timeout: connectTimeoutMs(config, resolveOrigin, String(origin)),
          ...socketOf(upstreams, new URL(origin).hostname),
        },
      }),
  });
}

const SOCKET_SCHEME = 'unix:';

/** Where a service listens on a Unix socket instead of a port. */
export function socketOf(upstreams: Upstreams, hostname: string): { socketPath: string } | undefined {
  const base = Object.hasOwn(upstreams, hostname) ? upstreams[hostname] : undefined;
  return base?.startsWith(SOCKET_SCHEME) === true ? { socketPath: base.slice(SOCKET_SCHEME.length) } : undefined;
}

export type OriginResolver = (hostname: string, declaredOrigin: string) => string;

/** A base URL may be given with or without a path; only its origin says where to connect. */
export function resolveOriginFrom(upstreams: Upstreams): OriginResolver {
  const origins = new Map<string, string>();
  return (hostname, declaredOrigin) => {
    const base = Object.hasOwn(upstreams, hostname) ? upstreams[hostname] : undefined;
    if (base === undefined || base.startsWith(SOCKET_SCHEME)) return declaredOrigin;
    let origin = origins.get(base);
    if (origin === undefined) origins.set(base, (origin = new URL(base).origin));
    return origin;
  };
}

function connectTimeoutMs(config: KongConfig, resolveOrigin: OriginResolver, origin: string): number {
  const timeouts = config.services.flatMap((service) => {
    const address = serviceAddress(service);
    return resolveOrigin(address.hostname, address.origin) === new URL(origin).origin ? [service.connect_timeout] : [];
  });
  return timeouts.length === 0 ? 60_000 : Math.min(...timeouts);
}
