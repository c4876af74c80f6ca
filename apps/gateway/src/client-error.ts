import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { GatewayProblem } from './problem.ts';
import { problemBody, problemContentType } from './problem.ts';

/**
 * Answers what could not even be parsed as HTTP. There is no request to run plugins on, so this error brings its own
 * correlation id.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET' || answerHasBegun(socket)) {
    socket.destroy();
    return;
  }
  const problem = describe(error.code);
  const correlationId = randomUUID();
  const body = problemBody(problem, correlationId);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? 'Bad Request'}`,
    `content-type: ${problemContentType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-correlation-id: ${correlationId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** A body can turn out malformed while its answer is on the way; a second status line in there would be taken for data. */
function answerHasBegun(socket: Socket): boolean {
  const current: unknown = Reflect.get(socket, '_httpMessage');
  return typeof current === 'object' && current !== null && Reflect.get(current, 'headersSent') === true;
}

function describe(code: string | undefined): GatewayProblem {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { status: 431, code: 'gateway.bad_request', detail: 'The request line and headers are too long.' };
  }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') {
    return { status: 413, code: 'gateway.body_too_large', detail: 'The chunk extensions are too long.' };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, code: 'gateway.bad_request', detail: 'The request did not arrive in time.' };
  }
  return { status: 400, code: 'gateway.bad_request', detail: 'The request is not valid HTTP.' };
}
