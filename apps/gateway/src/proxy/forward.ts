import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Exchange } from '../exchange.ts';
import type { GatewayLogger } from '../logger.ts';
import type { KongService } from '../config/kong-config.ts';
import { answerProblem } from './answer.ts';
import { relayResponse } from './relay-response.ts';
import { requestBody } from './request-body.ts';
import { errorCode, mayRetry, upstreamProblem } from './upstream-failure.ts';

export type UpstreamCall = {
  readonly origin: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly service: KongService;
};

export type ForwardingTools = { readonly dispatcher: Dispatcher; readonly logger: GatewayLogger };

/**
 * Streams the request to its service and the answer back. A call without a body is repeated as often as the service
 * allows where that cannot do its work twice; everything else fails at once with a problem.
 */
export function forward(exchange: Exchange, call: UpstreamCall, tools: ForwardingTools): void {
  const { request } = exchange;
  const method = request.method ?? 'GET';
  const body = requestBody(request, exchange.bodyLimitBytes);
  let retriesLeft = body === null ? call.service.retries : 0;
  const options: Dispatcher.DispatchOptions = {
    origin: call.origin,
    path: call.path,
    method: method as Dispatcher.HttpMethod,
    headers: call.headers,
    body,
    headersTimeout: call.service.read_timeout,
    bodyTimeout: call.service.read_timeout,
  };
  const fail = (error: Error): void => {
    if (exchange.response.destroyed) return;
    if (retriesLeft > 0 && mayRetry(error, method)) {
      retriesLeft -= 1;
      attempt();
      return;
    }
    const problem = upstreamProblem(error, call.service.name);
    if (problem.status >= 500) {
      const { correlationId } = exchange;
      tools.logger.warn(
        { service: call.service.name, code: problem.code, cause: errorCode(error), correlationId },
        error.message,
      );
    }
    answerProblem(exchange, problem);
  };
  const attempt = (): void => {
    try {
      tools.dispatcher.dispatch(options, relayResponse(exchange, fail));
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  };
  attempt();
}
