import type { ProcedureDefinition, RestRoute } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { acceptFiles, fileOf, sendFile } from './files.ts';
import { invoke, type InvokeOptions } from './invoke.ts';
import { createQueryReader } from './query-string.ts';
import type { AnyService } from './service.ts';

/** Serves a service's procedures as REST, as their contract declares them. */
export function registerRest(app: FastifyInstance, service: AnyService, options: InvokeOptions): void {
  for (const [name, definition] of Object.entries(service.contract.procedures)) {
    if (definition.rest === null || definition.access.kind === 'internal') continue;
    registerRoute(app, { name, definition, rest: definition.rest }, service, options);
  }
}

type Route = { name: string; definition: ProcedureDefinition; rest: RestRoute };

function registerRoute(app: FastifyInstance, route: Route, service: AnyService, options: InvokeOptions): void {
  const { rest, definition, name } = route;
  const readQuery = createQueryReader(definition.input);
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const rawInput = {
      ...(await fieldsOf(request, rest, readQuery)),
      ...readQuery(request.params as Record<string, unknown>),
    };
    const { headers, method } = request;
    const caller = { headers, method, setCookie: cookieSetter(reply) };
    const { output, replayed } = await invoke(service, name, { rawInput, caller }, options);
    if (replayed) reply.header('idempotency-replayed', 'true');
    reply.code(rest.status ?? 200);
    return rest.produces === undefined ? reply.send(output) : sendFile(request, reply, { rest, output });
  };
  const address = { method: rest.method, url: rest.path.replaceAll(/\{(\w+)\}/g, ':$1') };
  if (rest.consumes === undefined) app.route({ ...address, handler });
  else acceptFiles(app, rest.consumes, (scope, bodyLimit) => scope.route({ ...address, bodyLimit, handler }));
}

type QueryReader = ReturnType<typeof createQueryReader>;

async function fieldsOf(
  request: FastifyRequest,
  rest: RestRoute,
  readQuery: QueryReader,
): Promise<Record<string, unknown>> {
  const query = request.query as Record<string, unknown>;
  if (rest.method === 'GET' || rest.method === 'DELETE') return readQuery(query);
  const file = await fileOf(request);
  return file === undefined ? bodyOf(request) : { ...readQuery(query), ...readQuery(file) };
}

/** A cookie is for one person: no cache on the way may keep the answer. */
export const cookieSetter =
  (reply: FastifyReply) =>
  (line: string): void =>
    void reply.header('set-cookie', line).header('cache-control', 'no-store');

function bodyOf(request: FastifyRequest): Record<string, unknown> {
  const body = request.body ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw new DomainError('request.invalid', 'invalid', 'The body must be a JSON object.', {
      field: '',
      rule: 'object',
    });
  }
  return body as Record<string, unknown>;
}
