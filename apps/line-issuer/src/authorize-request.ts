import type { LineIssuerOptions } from './line-issuer.ts';

export type RequestFault = { readonly error: string; readonly error_description: string };

/** What is wrong with a request to sign somebody in; null if nothing is. */
export function requestFault(
  query: URLSearchParams,
  { clientId, callbackUrls }: LineIssuerOptions,
): RequestFault | null {
  const wrong = (description: string): RequestFault => ({ error: 'invalid_request', error_description: description });
  if (query.get('client_id') !== clientId) return wrong('client_id is not that of a channel');
  if (!callbackUrls.includes(query.get('redirect_uri') ?? '')) return wrong('redirect_uri is not registered');
  if (query.get('response_type') !== 'code') return wrong('response_type must be code');
  if (query.get('code_challenge_method') !== 'S256') return wrong('code_challenge_method must be S256');
  if (!/^[A-Za-z0-9_-]{43}$/.test(query.get('code_challenge') ?? '')) return wrong('code_challenge is missing');
  if ((query.get('state') ?? '') === '') return wrong('state is missing');
  if (!(query.get('scope') ?? '').split(' ').includes('openid')) return wrong('scope must hold openid');
  return null;
}
