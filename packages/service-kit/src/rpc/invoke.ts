import { createHash } from 'node:crypto';
import type { ProcedureDefinition } from '@haat/contracts';
import { type Actor, DomainError, findDomainError, type IdempotencyClaim, type Intent } from '@haat/domain';
import { rpcMetrics } from '../telemetry/metrics.ts';
import { checkAccess, checkScope, needsMemberships } from './access.ts';
import { actorOf, type Authenticator, type RequestHeaders, type Resolved, withMemberships } from './authentication.ts';
import { InvalidInput } from './problem.ts';
import type { AnyService } from './service.ts';

/** Where a call comes from: a request with headers, or another service in this process. */
export type Caller = RequestCaller | { readonly actor: Actor };

export type RequestCaller = {
  readonly headers: RequestHeaders;
  /** The HTTP method, where the call came as a request of its own. */
  readonly method?: string | undefined;
  /** Adds a `Set-Cookie` line to the answer; left out where the answer has no headers. */
  readonly setCookie?: ((line: string) => void) | undefined;
};

export type InvokeOptions = {
  readonly authenticator: Authenticator;
  /** Check answers against their schema too; for tests, where a wrong answer is a defect to be seen. */
  readonly checkOutput: boolean;
  readonly onDefect: (error: unknown, procedure: string) => void;
};

export type Outcome = { readonly output: unknown; readonly replayed: boolean };

/**
 * The one way into a use case, for REST and tRPC alike: who calls, may they, does the input fit, which idempotency key;
 * then the handler.
 */
export async function invoke(
  service: AnyService,
  name: string,
  call: { readonly rawInput: unknown; readonly caller: Caller },
  options: InvokeOptions,
): Promise<Outcome> {
  const definition = service.contract.procedures[name] as ProcedureDefinition;
  const stopTimer = rpcMetrics.duration.startTimer({ service: service.name, procedure: name });
  try {
    const resolved = await resolveActor(call.caller, definition, options.authenticator);
    const { actor } = resolved;
    checkScope(service.name, definition, actor);
    if (definition.access.kind !== 'store') checkAccessOf(resolved, definition, undefined);
    const parsed = definition.input.safeParse(call.rawInput ?? {});
    if (!parsed.success) throw new InvalidInput(parsed.error);
    if (definition.access.kind === 'store') checkAccessOf(resolved, definition, parsed.data);
    const procedure = `${service.name}.${name}`;
    const intent: Intent = { actor, idempotency: claimOf(definition, procedure, call.caller, parsed.data) };
    const { headers, setCookie = () => {} } = 'actor' in call.caller ? NO_REQUEST : call.caller;
    const output = await service.handlers[name]!({ input: parsed.data as never, actor, intent, headers, setCookie });
    stopTimer({ outcome: 'ok' });
    return {
      output: options.checkOutput ? definition.output.parse(output) : output,
      replayed: intent.replayed === true,
    };
  } catch (error) {
    const known = findDomainError(error);
    stopTimer({ outcome: known?.kind ?? 'defect' });
    if (known === undefined) options.onDefect(error, `${service.name}.${name}`);
    throw error;
  }
}

const NO_REQUEST: RequestCaller = { headers: {} };
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

async function resolveActor(
  caller: Caller,
  { access, kind }: ProcedureDefinition,
  authenticator: Authenticator,
): Promise<Resolved> {
  if ('actor' in caller) return caller;
  const { headers, method, setCookie } = caller;
  const isUnsafe = kind === 'mutation' || (method !== undefined && !SAFE_METHODS.includes(method));
  const resolved = await actorOf({ headers, isUnsafe, setCookie }, authenticator);
  if (!needsMemberships(access)) return resolved;
  return { ...resolved, actor: await withMemberships(resolved.actor, authenticator) };
}

/** Somebody whose session is no good is refused with the reason for that, and not asked to sign in as if unknown. */
function checkAccessOf({ actor, fault }: Resolved, { access }: ProcedureDefinition, input: unknown): void {
  try {
    checkAccess(access, actor, input);
  } catch (error) {
    throw fault ?? error;
  }
}

const KEY_PATTERN = /^[\x21-\x7e]{1,255}$/;

function claimOf(
  definition: ProcedureDefinition,
  procedure: string,
  caller: Caller,
  input: unknown,
): IdempotencyClaim | null {
  if (definition.idempotency === 'none' || 'actor' in caller) return null;
  const key = caller.headers['idempotency-key'];
  if (key === undefined) {
    if (definition.idempotency === 'accepted') return null;
    throw keyFault('idempotency.key_required', 'This call needs an Idempotency-Key header.', 'required');
  }
  if (typeof key !== 'string' || !KEY_PATTERN.test(key)) {
    throw keyFault(
      'idempotency.key_invalid',
      'An idempotency key has 1 to 255 visible ASCII characters.',
      'visible_ascii',
    );
  }
  return { key, procedure, requestHash: digestOf(input) };
}

const keyFault = (code: string, message: string, rule: string) =>
  new DomainError(code, 'invalid', message, { field: 'Idempotency-Key', rule });

/** A digest of parsed input that does not depend on the order in which a client wrote its fields. */
function digestOf(input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(input, sortedKeys) ?? '')
    .digest('base64url');
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  if (value instanceof Uint8Array) return createHash('sha256').update(value).digest('base64url');
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
