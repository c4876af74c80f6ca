import type { ProcedureDefinition, RestRoute } from '@haat/contracts';
import { codesByStatus, codesOf } from '../errors.ts';
import { type Json, jsonSchema } from '../json-schema.ts';

const TOO_MANY_REQUESTS = 429;

const header = (description: string, schema: Json): Json => ({ description, schema });
const RETRY_AFTER = header('Seconds to wait', { type: 'integer', minimum: 0 });
const REPLAYED = header('`true` where an idempotency key was used before and the answer of then is given', {
  type: 'string',
  enum: ['true'],
});

/** What an operation may answer: its success, every refusal by its status, and what never should be. */
export function responses(definition: ProcedureDefinition, rest: RestRoute): Json {
  const refusals = [...codesByStatus(codesOf(definition, rest))].filter(([status]) => status < 500);
  return {
    [String(rest.status ?? 200)]: success(definition, rest),
    ...(rest.caching === undefined ? {} : { '304': { description: 'What you have is still right' } }),
    ...Object.fromEntries(refusals.map(([status, codes]) => [String(status), refusal(status, codes)])),
    '5XX': problem('Something is wrong on our side; try again later, with the same idempotency key', {
      'Retry-After': RETRY_AFTER,
    }),
  };
}

function success(definition: ProcedureDefinition, rest: RestRoute): Json {
  const content =
    rest.produces === undefined
      ? { 'application/json': { schema: jsonSchema(definition.output, 'output') } }
      : { [rest.produces]: { schema: fileSchema(rest.produces) } };
  const headers = definition.idempotency === 'none' ? {} : { headers: { 'Idempotency-Replayed': REPLAYED } };
  return { description: 'Success', ...headers, content };
}

/** A file of JSON is JSON of any form; others are bytes. */
const fileSchema = (mediaType: string): Json =>
  mediaType === 'application/json' ? {} : { type: 'string', format: 'binary' };

const refusal = (status: number, codes: readonly string[]): Json =>
  problem(
    `A problem with one of the codes ${codes.map((code) => `\`${code}\``).join(', ')}`,
    status === TOO_MANY_REQUESTS ? { 'Retry-After': RETRY_AFTER } : {},
  );

const problem = (description: string, headers: Json): Json => ({
  description,
  ...(Object.keys(headers).length === 0 ? {} : { headers }),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
