import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Exchange } from '../exchange.ts';
import { hopByHopHeaders, namedByConnection } from './hop-by-hop.ts';

/** Services trust headers of this prefix to come from inside, so none may come from outside. */
const internalPrefix = 'x-haat-';

export type Forwarding = {
  /** The Host header for the service; the client's own when the route preserves it. */
  readonly authority: string;
  readonly preserveHost: boolean;
  /** The part of the path that was taken away, for services that build links. */
  readonly strippedPrefix: string | undefined;
};

/** The headers a service receives. Nobody in front of the gateway is trusted, so it says itself where a request came from. */
export function requestHeaders(exchange: Exchange, forwarding: Forwarding): IncomingHttpHeaders {
  const { request, remoteAddress, upstreamHeaders } = exchange;
  const received = request.headers;
  const headers = copyEndToEnd(received);
  // A body that is not forwarded must not be announced; the client's HTTP library adds the framing of the rest.
  delete headers['expect'];
  const host = received.host ?? forwarding.authority;
  const forwardedFor = received['x-forwarded-for'];
  headers.host = forwarding.preserveHost ? host : forwarding.authority;
  headers['x-real-ip'] = remoteAddress;
  headers['x-forwarded-for'] = forwardedFor === undefined ? remoteAddress : `${String(forwardedFor)}, ${remoteAddress}`;
  headers['x-forwarded-proto'] = 'http';
  headers['x-forwarded-host'] = host;
  headers['x-forwarded-port'] = localPort(request);
  headers['x-forwarded-path'] = exchange.target.path;
  if (forwarding.strippedPrefix === undefined) delete headers['x-forwarded-prefix'];
  else headers['x-forwarded-prefix'] = forwarding.strippedPrefix;
  for (const name in upstreamHeaders) headers[name] = upstreamHeaders[name];
  return headers;
}

function copyEndToEnd(received: IncomingHttpHeaders): IncomingHttpHeaders {
  const copied: IncomingHttpHeaders = {};
  const named = namedByConnection(received.connection);
  for (const name in received) {
    if (hopByHopHeaders.has(name) || name.startsWith(internalPrefix) || named.includes(name)) continue;
    copied[name] = received[name];
  }
  return copied;
}

function localPort(request: IncomingMessage): string {
  return String(request.socket.localPort ?? '');
}
