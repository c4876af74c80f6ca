import { createHash } from 'node:crypto';
import type { ProcedureDefinition } from '@haat/contracts';
import { type Actor, DomainError, findDomainError, type IdempotencyClaim, type Intent } from '@haat/domain';
import { rpcMetrics } from '../telemetry/metrics.ts';
import { checkAccess, needsMemberships } from './access.ts';
import { actorOf, type Authenticator, type RequestHeaders, withMemberships } from './authentication.ts';
import { InvalidInput } from './problem.ts';
import type { AnyService } from './service.ts';

/** Where a call comes from: a request with headers, or another service in this process. */
export type Caller = { readonly headers: RequestHeaders } | { readonly actor: Actor };

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
    const actor = await resolveActor(call.caller, definition, options.authenticator);
    if (definition.access.kind !== 'store') checkAccess(definition.access, actor, undefined);
    const parsed = definition.input.safeParse(call.rawInput ?? {});
    if (!parsed.success) throw new InvalidInput(parsed.error);
    if (definition.access.kind === 'store') checkAccess(definition.access, actor, parsed.data);
    const procedure = `${service.name}.${name}`;
    const intent: Intent = { actor, idempotency: claimOf(definition, procedure, call.caller, parsed.data) };
    const output = await service.handlers[name]!({ input: parsed.data as never, actor, intent });
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

async function resolveActor(caller: Caller, { access }: ProcedureDefinition, authenticator: Authenticator) {
  if ('actor' in caller) return caller.actor;
  const actor = await actorOf(caller.headers, authenticator);
  return needsMemberships(access) ? withMemberships(actor, authenticator) : actor;
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
