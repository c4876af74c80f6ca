import { type Contract, contracts, type ProcedureDefinition, type RestRoute } from '@haat/contracts';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** Codes that every procedure may answer with, beside its own. */
const COMMON_CODES = ['request.invalid', 'request.too_large', 'gateway.rate_limited', 'internal.unexpected'];

/** Makes the OpenAPI 3.1 description of all REST routes from the contracts, so that it cannot say anything else. */
export function createOpenApi(): Json {
  const paths: Record<string, Json> = {};
  for (const contract of Object.values(contracts) as Contract[]) {
    for (const [name, definition] of Object.entries(contract.procedures)) {
      if (definition.rest === null || definition.access.kind === 'internal') continue;
      const path = (paths[definition.rest.path] ??= {});
      path[definition.rest.method.toLowerCase()] = operation(contract.name, name, definition, definition.rest);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Haat',
      version: 'v1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'A marketplace of many stores. Amounts are whole minor units as strings of digits; times are UTC. ' +
        'Sign in at Firebase Authentication and send the ID token as bearer token; guests send `X-Guest-Token`.',
    },
    servers: [{ url: '/' }],
    tags: Object.keys(contracts).map((name) => ({ name })),
    paths,
    components: { schemas: { Problem: PROBLEM_SCHEMA }, securitySchemes: SECURITY_SCHEMES },
  };
}

function operation(context: string, name: string, definition: ProcedureDefinition, rest: RestRoute): Json {
  const input = inputSchema(definition.input);
  const inPath = [...rest.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const takesBody = rest.method !== 'GET' && rest.method !== 'DELETE';
  const others = Object.keys(input.properties).filter((field) => !inPath.includes(field));
  return {
    operationId: `${context}.${name}`,
    tags: [context],
    summary: definition.summary,
    description: accessSentence(definition),
    security: securityOf(definition),
    parameters: [
      ...inPath.map((field) => ({ name: field, in: 'path', required: true, schema: input.properties[field] })),
      ...(takesBody ? [] : others.map((field) => queryParameter(field, input))),
      ...idempotencyParameter(definition),
    ],
    ...(takesBody && others.length > 0 ? { requestBody: requestBody(input, others) } : {}),
    responses: responses(definition, rest),
  };
}

type ObjectSchema = { properties: Record<string, Json>; required: string[] };

function inputSchema(schema: z.ZodType): ObjectSchema {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as Partial<ObjectSchema>;
  return { properties, required };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _unneeded, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}

const queryParameter = (field: string, { properties, required }: ObjectSchema) => ({
  name: field,
  in: 'query',
  required: required.includes(field),
  schema: properties[field],
});

function requestBody({ properties, required }: ObjectSchema, fields: string[]): Json {
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field, properties[field]])),
    required: required.filter((field) => fields.includes(field)),
  };
  return { required: schema.required.length > 0, content: { 'application/json': { schema } } };
}

function idempotencyParameter({ idempotency }: ProcedureDefinition): Json[] {
  if (idempotency === 'none') return [];
  const schema = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' };
  const description = 'The same key with the same request gets the same answer; with another request, 409.';
  return [{ name: 'Idempotency-Key', in: 'header', required: idempotency === 'required', schema, description }];
}

function responses(definition: ProcedureDefinition, rest: RestRoute): Json {
  const content =
    rest.produces === undefined
      ? { 'application/json': { schema: jsonSchema(definition.output, 'output') } }
      : { [rest.produces]: { schema: { type: 'string', format: 'binary' } } };
  const codes = [...definition.errors, ...COMMON_CODES].map((code) => `\`${code}\``).join(', ');
  return {
    [String(rest.status ?? 200)]: { description: 'Success', content },
    default: {
      description: `A problem with one of the codes ${codes}`,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
}

function accessSentence({ access }: ProcedureDefinition): string {
  switch (access.kind) {
    case 'store':
      return `For members of the store (owner${access.roles.map((role) => `, ${role}`).join('')}) and admins.`;
    case 'party':
      return 'For those who take part in it, and admins; to others it does not exist.';
    case 'guest':
      return 'For signed-in users and for guests with a guest token.';
    default:
      return { public: 'For everybody.', user: 'For signed-in users.', admin: 'For admins.', internal: '' }[
        access.kind
      ];
  }
}

function securityOf({ access }: ProcedureDefinition): Json[] {
  if (access.kind === 'public') return [{}, { firebase: [] }];
  if (access.kind === 'guest' || access.kind === 'party') return [{ firebase: [] }, { guest: [] }];
  return [{ firebase: [] }];
}

const SECURITY_SCHEMES = {
  firebase: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A Firebase ID token' },
  guest: { type: 'apiKey', in: 'header', name: 'X-Guest-Token', description: 'What `POST /v1/carts` gave to a guest' },
};

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'Stable; branch on this' },
    field: { type: 'string' },
    rule: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'rule', 'message'],
        properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
      },
    },
    details: { type: 'object' },
  },
};
