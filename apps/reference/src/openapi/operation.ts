import type { ProcedureDefinition, RestRoute } from '@haat/contracts';
import { type Json, jsonSchema } from '../json-schema.ts';
import { requestBody } from './request-body.ts';
import { responses } from './responses.ts';
import { accessSentence, securityOf } from './security.ts';

export type ObjectSchema = { properties: Record<string, Json>; required: string[] };

type Named = { readonly context: string; readonly name: string };

/** One operation of the document, from the declaration of a procedure. */
export function operation({ context, name }: Named, definition: ProcedureDefinition, rest: RestRoute): Json {
  const { properties = {}, required = [] } = jsonSchema(definition.input, 'input') as Partial<ObjectSchema>;
  const input: ObjectSchema = { properties, required };
  const inPath = [...rest.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const others = Object.keys(properties).filter((field) => !inPath.includes(field));
  const takesBody = rest.method !== 'GET' && rest.method !== 'DELETE';
  return {
    operationId: `${context}.${name}`,
    tags: [context],
    summary: definition.summary,
    description: accessSentence(definition),
    security: securityOf(context, definition),
    parameters: [
      ...inPath.map((field) => ({ name: field, in: 'path', required: true, schema: properties[field] })),
      ...queryFields(rest, others).map((field) => queryParameter(field, input)),
      ...idempotencyParameter(definition),
    ],
    ...(takesBody && others.length > 0 ? { requestBody: requestBody(input, others, rest) } : {}),
    responses: responses(definition, rest),
  };
}

/** Where the body is a file, what else is to be said stands in the address. */
function queryFields({ method, consumes }: RestRoute, others: readonly string[]): readonly string[] {
  if (method === 'GET' || method === 'DELETE') return others;
  return consumes === undefined ? [] : others.filter((field) => field !== 'file' && field !== 'mediaType');
}

const queryParameter = (field: string, { properties, required }: ObjectSchema): Json => ({
  name: field,
  in: 'query',
  required: required.includes(field),
  schema: properties[field],
});

function idempotencyParameter({ idempotency }: ProcedureDefinition): Json[] {
  if (idempotency === 'none') return [];
  const schema = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' };
  const description = 'The same key with the same request gets the same answer; with another request, 409.';
  return [{ name: 'Idempotency-Key', in: 'header', required: idempotency === 'required', schema, description }];
}
