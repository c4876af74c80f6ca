import { type Contract, contracts } from '@haat/contracts';
import type { Json } from '../json-schema.ts';
import { operation } from './operation.ts';
import { PROBLEM_SCHEMA } from './problem-schema.ts';
import { SECURITY_SCHEMES } from './security.ts';
import { webhooks } from './webhooks.ts';

/** Makes the OpenAPI 3.1 description of all REST routes from the contracts, so that it cannot say anything else. */
export function createOpenApi(): Json {
  const paths: Record<string, Json> = {};
  for (const contract of Object.values(contracts) as Contract[]) {
    for (const [name, definition] of Object.entries(contract.procedures)) {
      const { rest, access } = definition;
      if (rest === null || access.kind === 'internal') continue;
      const path = (paths[rest.path] ??= {});
      path[rest.method.toLowerCase()] = operation({ context: contract.name, name }, definition, rest);
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
        'Sign in at Firebase Authentication and send the ID token as bearer token; guests send `X-Guest-Token`. ' +
        'Events and socket messages stand in `/v1/asyncapi.json`, the GraphQL schema at `/graphql`.',
    },
    servers: [{ url: '/' }],
    tags: Object.keys(contracts).map((name) => ({ name })),
    paths,
    webhooks: webhooks(),
    components: { schemas: { Problem: PROBLEM_SCHEMA }, securitySchemes: SECURITY_SCHEMES },
  };
}
