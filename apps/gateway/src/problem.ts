/** An error that the gateway itself makes, as opposed to one it passes on from a service. */
export type GatewayProblem = {
  readonly status: number;
  readonly code: GatewayErrorCode;
  readonly detail: string;
  /** Extension members of RFC 9457, such as what a health check is still waiting for. */
  readonly members?: Readonly<Record<string, unknown>>;
};

/** Clients branch on these; a code never changes its meaning. */
export type GatewayErrorCode =
  | 'gateway.no_route'
  | 'gateway.rate_limited'
  | 'gateway.body_too_large'
  | 'gateway.length_required'
  | 'gateway.upstream_unavailable'
  | 'gateway.upstream_timeout'
  | 'gateway.bad_request'
  | 'gateway.too_many_connections'
  | 'gateway.not_ready';

const titles: Readonly<Record<GatewayErrorCode, string>> = {
  'gateway.no_route': 'No route matches this request',
  'gateway.rate_limited': 'Too many requests',
  'gateway.body_too_large': 'The request body is too large',
  'gateway.length_required': 'The request must state its length',
  'gateway.upstream_unavailable': 'The service cannot be reached',
  'gateway.upstream_timeout': 'The service did not answer in time',
  'gateway.bad_request': 'The request is malformed',
  'gateway.too_many_connections': 'Too many connections are open',
  'gateway.not_ready': 'The marketplace is still starting',
};

export const problemContentType = 'application/problem+json; charset=utf-8';

/** Serialises a problem by RFC 9457; the correlation id lets a user's report be found in the logs. */
export function problemBody(problem: GatewayProblem, correlationId: string | undefined): string {
  return JSON.stringify({
    type: 'about:blank',
    title: titles[problem.code],
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
    ...(correlationId === undefined ? {} : { correlationId }),
    ...problem.members,
  });
}
