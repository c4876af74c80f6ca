import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { metricsRegistry } from '../telemetry/metrics.ts';
import type { InvokeOptions } from './invoke.ts';
import { type OfferedMethods, offeredMethodsOf } from './offered-methods.ts';
import { problemHeaders, problemType, toProblem, type Problem } from './problem.ts';
import { cookieSetter, registerRest } from './rest.ts';
import { createRouter } from './router.ts';
import type { AnyService } from './service.ts';

export type ServerOptions = InvokeOptions & {
  /** Largest accepted body in bytes. */
  readonly bodyLimitBytes?: number;
};

const DEFAULT_BODY_LIMIT_BYTES = 1_048_576;
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_BATCHED_CALLS = 20;

/** A service's HTTP server: tRPC under `/trpc`, REST where the contract says, health and metrics. */
export function createServer(service: AnyService, options: ServerOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: options.bodyLimitBytes ?? DEFAULT_BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 500 },
    // Answers keep-alive connections quickly at shutdown, so that draining does not wait for idle clients.
    forceCloseConnections: 'idle',
    // What the router refuses before there is a route: an address it cannot read, or a part of one that is too long.
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      const problem = ownProblem(error) ?? toProblem(error);
      void reply.code(problem.status).type('application/problem+json').send(problem);
    },
  });
  answerErrorsAsProblems(app, options, offeredMethodsOf(service));
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/metrics', (_request, reply) => reply.type(metricsRegistry.contentType).send(metricsRegistry.metrics()));
  registerRest(app, service, options);
  service.plugins?.(app);
  app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: createRouter(service, options),
      createContext: ({ req, res }: { req: FastifyRequest; res: FastifyReply }) => ({
        caller: { headers: req.headers, method: req.method, setCookie: cookieSetter(res) },
      }),
      maxBatchSize: MAX_BATCHED_CALLS,
      // tRPC names no media type where it refuses a request as a whole, and it would go out as plain text.
      responseMeta: ({ ctx, errors }: { ctx?: { replayed?: boolean }; errors: readonly unknown[] }) => ({
        headers: {
          ...(errors.length > 0 ? { 'content-type': 'application/json' } : {}),
          ...Object.assign({}, ...errors.map((error) => problemHeaders(toProblem(error)))),
          ...(ctx?.replayed === true ? { 'idempotency-replayed': 'true' } : {}),
        },
      }),
    },
  } as never);
  return app;
}

/** Gives every error of a Fastify app, its own ones included, the house's form. */
export function answerErrorsAsProblems(
  app: FastifyInstance,
  { onDefect }: Pick<InvokeOptions, 'onDefect'>,
  offeredMethods: OfferedMethods = () => [],
): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = ownProblem(error) ?? toProblem(error);
    if (problem.status === 500) onDefect(error, `${request.method} ${request.routeOptions.url ?? request.url}`);
    return reply.code(problem.status).headers(problemHeaders(problem)).type('application/problem+json').send(problem);
  });
  app.setNotFoundHandler(({ method, url }, reply) => {
    const offered = offeredMethods(url.split('?', 1)[0]!);
    const problem = offered.length === 0 || offered.includes(method) ? NO_ROUTE : METHOD_NOT_ALLOWED;
    if (problem === METHOD_NOT_ALLOWED) reply.header('allow', offered.join(', '));
    return reply.code(problem.status).type('application/problem+json').send(problem);
  });
}

const NO_ROUTE: Problem = {
  type: problemType('request.no_route'),
  title: 'Not found',
  status: 404,
  detail: 'There is nothing at this address.',
  code: 'request.no_route',
};

const METHOD_NOT_ALLOWED: Problem = {
  type: problemType('request.method_not_allowed'),
  title: 'Method not allowed',
  status: 405,
  detail: 'This address does not offer the method; Allow names those it does.',
  code: 'request.method_not_allowed',
};

/** What Fastify itself refuses (bad JSON, too large, wrong media type) is the request's fault, and says so. */
function ownProblem(error: FastifyError): Problem | undefined {
  if (typeof error.code !== 'string' || !error.code.startsWith('FST_')) return undefined;
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return undefined;
  const code = OWN_CODES[status] ?? 'request.malformed';
  // Fastify would give the whole address back.
  const detail = status === 414 ? 'A part of the address is too long.' : error.message;
  return { type: problemType(code), title: 'Invalid request', status, detail, code };
}

const OWN_CODES: Readonly<Record<number, string>> = {
  413: 'request.too_large',
  414: 'request.address_too_long',
  415: 'request.unsupported_media_type',
};
