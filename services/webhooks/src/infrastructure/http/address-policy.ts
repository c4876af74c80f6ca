import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { UrlRules } from '../../domain/endpoint-url.ts';

/** Which addresses webhooks may go to: by their looks, and by the address of the machine behind the name. */
export type AddressPolicy = UrlRules & {
  readonly name: string;
  readonly allows: (address: string) => boolean;
};

/** Public by number, but answered by the machine's own host: Azure's metadata and health service. */
const PUBLIC_METADATA = new Set(['168.63.129.16']);
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/**
 * Whether an address belongs to the public internet. It is known by what it is and not by what it is not: loopback,
 * private, link-local (with the metadata services), carrier-grade NAT, multicast, unique-local, reserved, tunnels that
 * hold an IPv4 address, and forms of tomorrow are all no unicast addresses of today's internet.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  // An IPv4 address in IPv6 clothes is judged as what it is.
  const parsed = ipaddr.process(address);
  if (PUBLIC_METADATA.has(parsed.toString()) || parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_UNICAST);
}

/** https to public addresses on the two usual ports. */
export const publicAddresses: AddressPolicy = {
  name: 'public',
  schemes: ['https:'],
  ports: [443, 8443],
  allows: isPublicAddress,
};

/** For development and tests: a receiver on this machine, over http, on any port. Never where strangers register. */
export const anyAddress: AddressPolicy = {
  name: 'any',
  schemes: ['https:', 'http:'],
  ports: null,
  allows: () => true,
};
