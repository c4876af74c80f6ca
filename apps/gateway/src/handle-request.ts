import type { IncomingMessage, ServerResponse } from 'node:http';
import { createExchange } from './exchange.ts';
import type { Exchange, Lifecycle, Refusal } from './exchange.ts';
import type { GatewayPlugin } from './plugins/plugin.ts';
import type { GatewayProblem } from './problem.ts';
import { answerJson, answerProblem, answerRefusal } from './proxy/answer.ts';
import { forward } from './proxy/forward.ts';
import type { ForwardingTools } from './proxy/forward.ts';
import { requestHeaders } from './proxy/request-headers.ts';
import { openTunnel } from './proxy/tunnel.ts';
import type { ClientSide, TunnelParts } from './proxy/tunnel.ts';
import type { OriginResolver } from './proxy/upstream-pool.ts';
import { readinessProblem } from './readiness.ts';
import type { ReadinessCheck } from './readiness.ts';
import type { CompiledRoutes, RouteTarget } from './routing/compile-routes.ts';
import { parseRequestTarget } from './routing/request-target.ts';
import type { RouteMatch } from './routing/route-table.ts';
import { upstreamPath } from './routing/upstream-path.ts';

export type HandlerParts = ForwardingTools &
  TunnelParts & {
    readonly routes: CompiledRoutes;
    readonly resolveOrigin: OriginResolver;
    readonly ready: ReadinessCheck;
    readonly lifecycle: Lifecycle;
  };

const badTarget: GatewayProblem = {
  status: 400,
  code: 'gateway.bad_request',
  detail: 'The request needs a Host header and a target that is a valid path.',
};

/** A request as Node hands it over; `upgrade` is there when its client wants to go on in another protocol. */
export type Arrival = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: string;
  readonly upgrade?: ClientSide;
};

/** The way of one request: target, route, plugins, service. Promises appear only where a plugin needs one. */
export function handleRequest({ request, response, url, upgrade }: Arrival, parts: HandlerParts): void {
  const target = lacksHost(request) ? undefined : parseRequestTarget(url);
  const exchange = createExchange({
    request,
    response,
    target: target ?? { path: '/', query: '' },
    lifecycle: parts.lifecycle,
  });
  const match = target === undefined ? undefined : parts.routes.table.find(request.method ?? 'GET', target.path);
  if (target !== undefined && target.path === '/health') {
    decorate(exchange, parts.routes.globalPlugins);
    void answerHealth(exchange, parts.ready);
  } else if (match === undefined) {
    decorate(exchange, parts.routes.globalPlugins);
    answerProblem(exchange, target === undefined ? badTarget : noRoute(exchange));
  } else {
    decorate(exchange, match.target.plugins);
    followRoute(exchange, { ...match, upgrade }, parts);
  }
}

/** HTTP/1.1 demands a Host header (RFC 9112, 3.2); the older version does not know it. */
function lacksHost({ headers, httpVersion }: IncomingMessage): boolean {
  return headers.host === undefined && httpVersion === '1.1';
}

function decorate(exchange: Exchange, plugins: readonly GatewayPlugin[]): void {
  for (const plugin of plugins) plugin.decorate?.(exchange);
}

function noRoute({ request, target }: Exchange): GatewayProblem {
  return { status: 404, code: 'gateway.no_route', detail: `No route for ${request.method ?? 'GET'} ${target.path}.` };
}

async function answerHealth(exchange: Exchange, ready: ReadinessCheck): Promise<void> {
  const problem = await readinessProblem(ready);
  if (problem === undefined) answerJson(exchange, 200, { status: 'ok' });
  else answerProblem(exchange, problem);
}

type Wanted = RouteMatch<RouteTarget> & { readonly upgrade: ClientSide | undefined };

function followRoute(exchange: Exchange, match: Wanted, parts: HandlerParts): void {
  const finish = (refusal: Refusal | undefined): void => {
    if (refusal === undefined) callService(exchange, match, parts);
    else answerRefusal(exchange, refusal);
  };
  const decision = decide(exchange, match.target.plugins, 0);
  if (!(decision instanceof Promise)) {
    finish(decision);
    return;
  }
  decision.then(finish).catch((error: unknown) => {
    parts.logger.error({ error, correlationId: exchange.correlationId }, 'a gateway plugin failed');
    exchange.response.destroy();
  });
}

/** Asks the plugins in order until one refuses. */
function decide(
  exchange: Exchange,
  plugins: readonly GatewayPlugin[],
  from: number,
): Refusal | undefined | Promise<Refusal | undefined> {
  for (let index = from; index < plugins.length; index += 1) {
    const decision = plugins[index]?.access?.(exchange);
    if (decision instanceof Promise) return decision.then((refusal) => refusal ?? decide(exchange, plugins, index + 1));
    if (decision !== undefined) return decision;
  }
  return undefined;
}

function callService(exchange: Exchange, { target, route, matched, upgrade }: Wanted, parts: HandlerParts): void {
  const { service, address } = target;
  const path = upstreamPath(exchange.target.path, { servicePath: address.path, stripPath: route.strip_path, matched });
  const headers = requestHeaders(exchange, {
    authority: address.authority,
    preserveHost: route.preserve_host,
    strippedPrefix: route.strip_path ? matched : undefined,
  });
  const origin = parts.resolveOrigin(address.hostname, address.origin);
  const call = { origin, path: path + exchange.target.query, headers, service };
  if (upgrade === undefined) forward(exchange, call, parts);
  else openTunnel(exchange, call, upgrade, parts);
}
