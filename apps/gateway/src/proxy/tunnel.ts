import { request as httpRequest, STATUS_CODES } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Exchange } from '../exchange.ts';
import { answerProblem } from './answer.ts';
import type { ForwardingTools, UpstreamCall } from './forward.ts';
import type { RawHeaders } from './response-headers.ts';
import { responseHeaders } from './response-headers.ts';
import type { Tunnels } from './tunnels.ts';
import { errorCode, upstreamProblem } from './upstream-failure.ts';

/** Open upgrades at once; each costs two connections for as long as its client stays. */
export const maxTunnels = 10_000;

export type TunnelParts = Pick<ForwardingTools, 'logger'> & {
  readonly tunnels: Tunnels;
  /** Path of the Unix socket at which an origin listens, where it does. */
  readonly socketPathOf: (origin: string) => string | undefined;
};

export type ClientSide = { readonly socket: Duplex; readonly head: Buffer };

/**
 * Asks the service for the upgrade the client wants. If it agrees, the two connections are joined; if not, its ordinary
 * answer is given back, and if it cannot be asked, a problem.
 */
export function openTunnel(exchange: Exchange, call: UpstreamCall, client: ClientSide, parts: TunnelParts): void {
  if (parts.tunnels.size >= maxTunnels) {
    answerProblem(exchange, {
      status: 503,
      code: 'gateway.too_many_connections',
      detail: `At most ${maxTunnels} upgraded connections are open at once.`,
      members: { limit: maxTunnels },
    });
    return;
  }
  const asking = httpRequest(requestOptions(exchange, call, parts));
  const giveUp = (): void => void asking.destroy();
  client.socket.once('close', giveUp);
  asking.setTimeout(call.service.connect_timeout, () =>
    asking.destroy(Object.assign(new Error('the service did not answer in time'), { code: 'ETIMEDOUT' })),
  );
  asking.once('upgrade', (answer, upstream, upstreamHead) => {
    client.socket.removeListener('close', giveUp);
    exchange.response.detachSocket(client.socket as Socket);
    client.socket.write(switchingHead(exchange, answer));
    if (upstreamHead.length > 0) client.socket.write(upstreamHead);
    if (client.head.length > 0) upstream.write(client.head);
    parts.tunnels.join({ client: client.socket, upstream, idleMs: call.service.read_timeout });
  });
  asking.once('response', (answer) => giveBack(exchange, answer));
  asking.on('error', (error) => {
    if (exchange.response.destroyed || client.socket.destroyed) return;
    const { correlationId } = exchange;
    const problem = upstreamProblem(error, call.service.name);
    parts.logger.warn(
      { service: call.service.name, code: problem.code, cause: errorCode(error), correlationId },
      error.message,
    );
    answerProblem(exchange, problem);
  });
  asking.end();
}

function requestOptions(exchange: Exchange, call: UpstreamCall, parts: TunnelParts): RequestOptions {
  const { hostname, port } = new URL(call.origin);
  const socketPath = parts.socketPathOf(call.origin);
  return {
    ...(socketPath === undefined ? { host: hostname, port: port === '' ? 80 : Number(port) } : { socketPath }),
    method: 'GET',
    path: call.path,
    headers: { ...(call.headers as OutgoingHttpHeaders), connection: 'Upgrade', upgrade: 'websocket' },
    // A tunnel keeps its connection for itself.
    agent: false,
    maxHeaderSize: 16_384,
  };
}

/** The service's agreement, with the headers that make it one and that any other answer loses on its way. */
function switchingHead(exchange: Exchange, answer: IncomingMessage): string {
  const headers = responseHeaders(answer.rawHeaders, exchange.downstreamHeaders);
  headers.push('connection', 'Upgrade', 'upgrade', answer.headers.upgrade ?? 'websocket');
  return `HTTP/1.1 101 ${STATUS_CODES[101]}\r\n${lines(headers)}\r\n`;
}

function lines(headers: RawHeaders): string {
  let text = '';
  for (let index = 0; index < headers.length; index += 2) text += `${headers[index]}: ${headers[index + 1]}\r\n`;
  return text;
}

function giveBack(exchange: Exchange, answer: IncomingMessage): void {
  const { response } = exchange;
  const headers = responseHeaders(answer.rawHeaders, exchange.downstreamHeaders);
  headers.push('connection', 'close');
  response.writeHead(answer.statusCode ?? 502, headers);
  answer.once('error', () => response.destroy());
  answer.pipe(response);
}
