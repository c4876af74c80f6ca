import type { ProcedureDefinition, RestRoute } from '@haat/contracts';
import { ERROR_KINDS } from '@haat/service-kit';
import { errorKindsByCode } from './generated/error-kinds.ts';

/** What the transports refuse by themselves, which is no error of a context and so has no kind. */
export const TRANSPORT_CODES: Readonly<Record<string, number>> = {
  'gateway.bad_request': 400,
  'gateway.no_route': 404,
  'gateway.body_too_large': 413,
  'gateway.rate_limited': 429,
  'gateway.upstream_unavailable': 502,
  'gateway.not_ready': 503,
  'gateway.too_many_connections': 503,
  'gateway.upstream_timeout': 504,
  'request.malformed': 400,
  'request.no_route': 404,
  'request.method_not_allowed': 405,
  'request.too_large': 413,
  'request.address_too_long': 414,
  'request.unsupported_media_type': 415,
  'internal.unexpected': 500,
};

const TOKEN_FAULTS = [
  'identity.token_invalid',
  'identity.token_expired',
  'identity.token_revoked',
  'identity.user_disabled',
];
const KEY_REFUSALS = ['access.not_for_api_keys', 'access.scope_missing', 'access.store_suspended'];
const BODY_CODES = ['gateway.body_too_large', 'request.too_large', 'request.unsupported_media_type'];

/** The statuses that may carry a code. @throws Error for a code that no source makes */
export function statusesOf(code: string): readonly number[] {
  const status = TRANSPORT_CODES[code];
  if (status !== undefined) return [status];
  const kinds = errorKindsByCode[code];
  if (kinds === undefined) throw new Error(`no source makes an error with the code ${code}`);
  return kinds.map((kind) => ERROR_KINDS[kind].status);
}

export const isKnownCode = (code: string): boolean => code in TRANSPORT_CODES || code in errorKindsByCode;

/** Every code that a procedure may answer with over REST below 500: its own, and those of what stands before it. */
export function codesOf(definition: ProcedureDefinition, rest: RestRoute): readonly string[] {
  const { access, idempotency } = definition;
  const codes = new Set([...definition.errors, 'request.invalid', 'gateway.bad_request', 'gateway.rate_limited']);
  const add = (...more: string[]) => more.forEach((code) => codes.add(code));
  add('request.method_not_allowed', ...TOKEN_FAULTS, ...KEY_REFUSALS);
  if (access.kind !== 'public') add('access.sign_in_required');
  if (access.kind === 'admin' || access.kind === 'store') add('access.forbidden');
  if (access.kind === 'store') add('stores.store_not_found');
  if (rest.path.includes('{')) add('request.no_route', 'gateway.no_route', 'request.address_too_long');
  if (rest.method !== 'GET') add('request.malformed', 'access.cross_site', ...BODY_CODES);
  if (idempotency !== 'none') add('idempotency.key_invalid', 'idempotency.key_reused');
  if (idempotency === 'required') add('idempotency.key_required');
  return [...codes].filter(isKnownCode).sort();
}

/** The codes by the status that carries them. */
export function codesByStatus(codes: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const byStatus = new Map<number, string[]>();
  for (const code of codes)
    for (const status of statusesOf(code)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}
