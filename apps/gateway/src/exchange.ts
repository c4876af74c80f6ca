import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayProblem } from './problem.ts';
import type { RequestTarget } from './routing/request-target.ts';

/** Once the gateway is closing, each answer also ends its connection, so that draining comes to an end. */
export type Lifecycle = {
  closing: boolean;
  /** Answers that would never end by themselves: streams of events. Their clients come back. */
  readonly endless: Set<ServerResponse>;
};

/** One request on its way through the gateway, with what the plugins decided about it. Header names are lower case. */
export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: RequestTarget;
  readonly remoteAddress: string;
  readonly lifecycle: Lifecycle;
  /** Headers the gateway adds to the request; they replace the client's of the same name. */
  readonly upstreamHeaders: Record<string, string>;
  /** Headers the gateway adds to the answer; they replace the service's of the same name. */
  readonly downstreamHeaders: Record<string, string>;
  correlationId: string | undefined;
  /** Set when the body's size is only known once it has streamed past. */
  bodyLimitBytes: number | undefined;
};

/** A plugin's decision to answer in place of the service. */
export type Refusal =
  { readonly kind: 'problem'; readonly problem: GatewayProblem } | { readonly kind: 'empty'; readonly status: number };

type Arrival = Pick<Exchange, 'request' | 'response' | 'target' | 'lifecycle'>;

export function createExchange({ request, response, target, lifecycle }: Arrival): Exchange {
  return {
    request,
    response,
    target,
    lifecycle,
    remoteAddress: request.socket.remoteAddress ?? 'unknown',
    upstreamHeaders: {},
    downstreamHeaders: {},
    correlationId: undefined,
    bodyLimitBytes: undefined,
  };
}
