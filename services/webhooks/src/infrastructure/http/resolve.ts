import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';

/** Finds all addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** As the operating system finds them, its hosts file included. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });
