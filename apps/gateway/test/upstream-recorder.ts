import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a service behind the gateway saw it. */
export type SeenRequest = {
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly bodyBytes: number;
};

/** Real HTTP servers that stand where the services will, and remember what reached them. */
export interface UpstreamRecorder {
  readonly seen: SeenRequest[];
  readonly baseUrls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts one server a name. The path steers the answer: `/…/slow` never answers, `/…/early` answers 401 without reading the body, `/…/cut` breaks off in the middle,
 * `/…/status-418` answers that status, everything else echoes what was seen.
 */
export async function startUpstreamRecorder(services: readonly string[]): Promise<UpstreamRecorder> {
  const seen: SeenRequest[] = [];
  const servers = await Promise.all(
    services.map(async (service) => {
      const server = createServer((request, response) => record({ service, seen, request, response }));
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      return { service, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    }),
  );
  return {
    seen,
    baseUrls: Object.fromEntries(servers.map(({ service, url }) => [service, url])),
    async close() {
      for (const { server } of servers) {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
    },
  };
}

type Recording = { service: string; seen: SeenRequest[]; request: IncomingMessage; response: ServerResponse };

function record({ service, seen, request, response }: Recording): void {
  if (request.url?.endsWith('/early') === true) {
    response.writeHead(401).end('early');
    return;
  }
  let bodyBytes = 0;
  request.on('data', (chunk: Buffer) => (bodyBytes += chunk.length));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    const entry = { service, method, url, headers, bodyBytes };
    seen.push(entry);
    answer(entry, response);
  });
}

function answer(entry: SeenRequest, response: ServerResponse): void {
  const path = entry.url.split('?')[0] ?? '';
  if (path.endsWith('/slow')) return;
  const status = Number(/status-(\d{3})$/.exec(path)?.[1] ?? 200);
  response.setHeader('content-type', 'application/json');
  response.setHeader('set-cookie', ['a=1', 'b=2']);
  response.setHeader('x-powered-by-service', entry.service);
  response.setHeader('vary', 'Accept');
  if (path.endsWith('/hop')) {
    response.setHeader('proxy-authenticate', 'Basic');
    response.setHeader('connection', 'keep-alive, x-one-hop');
    response.setHeader('x-one-hop', 'secret');
  }
  response.statusCode = status;
  if (path.endsWith('/cut')) {
    response.setHeader('content-length', '100');
    response.write('half', () => response.destroy());
    return;
  }
  response.end(status === 204 || status === 304 ? undefined : JSON.stringify(entry));
}
