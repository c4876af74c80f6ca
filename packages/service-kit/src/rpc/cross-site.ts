import { DomainError } from '@haat/domain';
import type { RequestHeaders } from './request-headers.ts';
import { headerOf } from './request-headers.ts';

export class CrossSite extends DomainError {
  constructor() {
    super('access.cross_site', 'forbidden', 'A request with a session cookie must come from a page of this site.', {
      field: 'Origin',
      rule: 'same_origin',
    });
  }
}

/** The host the client itself used: the gateway says it, since it calls services under other names. */
export const hostOf = (headers: RequestHeaders): string | undefined =>
  headerOf(headers, 'x-forwarded-host') ?? headerOf(headers, 'host');

export const isHttps = (headers: RequestHeaders): boolean => headerOf(headers, 'x-forwarded-proto') === 'https';

/**
 * True where the browser says that a page of the very host the client used sent the request. Everything the browser says
 * must agree, and saying nothing is not enough: only who holds no cookie may be silent.
 */
export function isSameOrigin(headers: RequestHeaders): boolean {
  const site = headerOf(headers, 'sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = headerOf(headers, 'origin');
  return origin === undefined ? site === 'same-origin' : isOurs(origin, headers);
}

function isOurs(origin: string, headers: RequestHeaders): boolean {
  const host = hostOf(headers)?.toLowerCase();
  if (host === undefined || host === '') return false;
  // A gateway behind somebody else's TLS sees plain HTTP; a page of the secure origin is no worse than one of the other.
  return origin === `https://${host}` || (!isHttps(headers) && origin === `http://${host}`);
}
