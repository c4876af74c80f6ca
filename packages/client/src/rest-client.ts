import {
  type Contract,
  contracts,
  type InputOf,
  type OutputOf,
  type ProcedureDefinition,
  type RestRoute,
} from '@haat/contracts';

/** Who calls, and under which idempotency key. */
export type CallOptions = {
  /** A Firebase ID token. */
  readonly token?: string | undefined;
  /** What `createCart` gave to somebody who is not signed in. */
  readonly guestToken?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

type RestMethod<P> = (input: InputOf<P>, options?: CallOptions) => Promise<OutputOf<P>>;

type ContextMethods<C extends Contract> = {
  readonly [Name in keyof C['procedures']]: RestMethod<C['procedures'][Name]>;
};

/** Every public procedure of every context, typed by its contract. */
export type RestClient = { readonly [Name in keyof typeof contracts]: ContextMethods<(typeof contracts)[Name]> };

/** An answer that was not a success: RFC 9457 problem details, or what a proxy in between said. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    const code = typeof problem.code === 'string' ? problem.code : `http.${status}`;
    super(`${status} ${code}: ${typeof problem.detail === 'string' ? problem.detail : 'no details'}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.problem = problem;
  }
}

/** Makes a client of the REST interface at a gateway, e.g. `http://127.0.0.1:8000`. */
export function createRestClient({ baseUrl }: { baseUrl: string }): RestClient {
  const contexts = Object.entries(contracts).map(([name, contract]) => {
    const methods = Object.entries(contract.procedures as Record<string, ProcedureDefinition>)
      .filter(([, definition]) => definition.rest !== null)
      .map(([procedure, { rest }]) => [
        procedure,
        (input: object, options: CallOptions = {}) => call(baseUrl, rest!, input as Record<string, unknown>, options),
      ]);
    return [name, Object.fromEntries(methods)];
  });
  return Object.fromEntries(contexts) as RestClient;
}

async function call(
  baseUrl: string,
  rest: RestRoute,
  input: Record<string, unknown>,
  options: CallOptions,
): Promise<unknown> {
  const { path, rest: fields } = fillPath(rest.path, input);
  const inQuery = rest.method === 'GET' || rest.method === 'DELETE';
  const response = await fetch(`${baseUrl}${path}${inQuery ? queryString(fields) : ''}`, {
    method: rest.method,
    headers: headersOf(options, !inQuery),
    ...(inQuery ? {} : { body: JSON.stringify(fields) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!response.ok) throw new ApiError(response.status, await problemOf(response));
  if (rest.produces === undefined) return response.json();
  const bytes = new Uint8Array(await response.arrayBuffer());
  const fileName = /filename="([^"]*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file';
  return { fileName, base64: toBase64(bytes) };
}

/** Neither browsers nor phones have Node's `Buffer`. */
function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fillPath(template: string, input: Record<string, unknown>) {
  const rest = { ...input };
  const path = template.replaceAll(/\{(\w+)\}/g, (_match, field: string) => {
    delete rest[field];
    return encodeURIComponent(String(input[field]));
  });
  return { path, rest };
}

function queryString(fields: Record<string, unknown>): string {
  const entries = Object.entries(fields).flatMap(([field, value]) => {
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((one): [string, string] => [field, String(one)]);
  });
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}

function headersOf({ token, guestToken, idempotencyKey }: CallOptions, hasBody: boolean): Record<string, string> {
  return {
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(guestToken === undefined ? {} : { 'x-guest-token': guestToken }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  };
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { detail: text.slice(0, 500) };
  }
}
