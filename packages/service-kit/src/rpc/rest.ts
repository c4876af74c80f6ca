import type { ProcedureDefinition, RestRoute } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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
  const takesBody = rest.method !== 'GET' && rest.method !== 'DELETE';
  const readQuery = createQueryReader(definition.input);
  app.route({
    method: rest.method,
    url: rest.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    handler: async (request, reply) => {
      const fields = takesBody ? bodyOf(request) : readQuery(request.query as Record<string, unknown>);
      const rawInput = { ...fields, ...(request.params as object) };
      const { output, replayed } = await invoke(service, name, { rawInput, caller: request }, options);
      if (replayed) reply.header('idempotency-replayed', 'true');
      return send(reply.code(rest.status ?? 200), rest, output);
    },
  });
}

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

function send(reply: FastifyReply, rest: RestRoute, output: unknown): FastifyReply {
  if (rest.produces === undefined) return reply.send(output);
  const { fileName, base64 } = output as { fileName: string; base64: string };
  return reply
    .type(rest.produces)
    .header('content-disposition', `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"`)
    .send(Buffer.from(base64, 'base64'));
}
