import { isIP } from 'node:net';
import type { Destinations } from '../../application/ports/destinations.ts';
import { parseEndpointUrl } from '../../domain/endpoint-url.ts';
import { AddressRefused } from '../../domain/errors.ts';
import type { AddressPolicy } from './address-policy.ts';
import type { Resolve } from './resolve.ts';

const RESOLVE_TIMEOUT_MS = 2_000;

/** Judges an address when it is registered. A name is refused if any of its addresses is. */
export function createDestinations(policy: AddressPolicy, resolve: Resolve): Destinations {
  return {
    check: async (raw) => {
      const url = parseEndpointUrl(raw, policy);
      const addresses = await addressesOf(url.hostname, resolve);
      if (!addresses.every((address) => policy.allows(address))) throw new AddressRefused();
      return url.href;
    },
  };
}

/** The host of an address as the net knows it: IPv6 without its brackets. */
export const bareHost = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

async function addressesOf(hostname: string, resolve: Resolve): Promise<readonly string[]> {
  const host = bareHost(hostname);
  if (isIP(host) !== 0) return [host];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the name was not resolved in time')), RESOLVE_TIMEOUT_MS);
  });
  try {
    return (await Promise.race([resolve(host), late])).map(({ address }) => address);
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
  }
}
