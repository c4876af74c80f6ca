import type { GatewayProblem } from '../problem.ts';
import { bodyTooLarge } from '../plugins/request-size-limiting.ts';
import { BodyLimitExceeded } from './request-body.ts';

const timeoutCodes: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** The client library refuses to send these: the request is at fault, not the service. */
const malformedCodes: ReadonlySet<string> = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

const nameCodes: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN']);

/** The connection was never made, so nothing has been done yet whatever the method is. */
const connectCodes: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

/** The connection went away; with a kept-alive one this is mostly the service closing it just as it was used. */
const brokenCodes: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Says in the gateway's own words why a service gave no answer. */
export function upstreamProblem(error: Error, serviceName: string): GatewayProblem {
  if (error instanceof BodyLimitExceeded) return bodyTooLarge(error.limitBytes).problem;
  const code = errorCode(error);
  if (timeoutCodes.has(code)) {
    return {
      status: 504,
      code: 'gateway.upstream_timeout',
      detail: `The service "${serviceName}" did not answer in time.`,
    };
  }
  if (malformedCodes.has(code)) {
    return {
      status: 400,
      code: 'gateway.bad_request',
      detail: 'The request holds a header or target that cannot be passed on.',
    };
  }
  const status = nameCodes.has(code) ? 503 : 502;
  return { status, code: 'gateway.upstream_unavailable', detail: `The service "${serviceName}" cannot be reached.` };
}

/** Whether the same request may be sent again without the risk of doing its work twice. */
export function mayRetry(error: Error, method: string): boolean {
  const code = errorCode(error);
  return connectCodes.has(code) || (brokenCodes.has(code) && safeMethods.has(method));
}

/** Several addresses of one name fail together as one error; the first failure speaks for all. */
export function errorCode(error: Error): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return errorCode(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
