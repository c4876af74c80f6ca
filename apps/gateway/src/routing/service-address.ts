import type { KongService } from '../config/kong-config.ts';

/** Where a service lives by its declaration. `authority` is what the Host header says. */
export type ServiceAddress = {
  readonly hostname: string;
  readonly origin: string;
  readonly authority: string;
  readonly path: string;
};

export function serviceAddress(service: KongService): ServiceAddress {
  const url = new URL(
    service.url ?? `${service.protocol ?? 'http'}://${service.host}:${service.port ?? 80}${service.path ?? ''}`,
  );
  return { hostname: url.hostname, origin: url.origin, authority: url.host, path: url.pathname };
}
