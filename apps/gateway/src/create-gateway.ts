import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { answerClientError } from './client-error.ts';
import type { KongConfig } from './config/kong-config.ts';
import type { Lifecycle } from './exchange.ts';
import { handleRequest } from './handle-request.ts';
import type { Arrival, HandlerParts } from './handle-request.ts';
import type { GatewayLogger } from './logger.ts';
import { silentLogger } from './logger.ts';
import { createTunnels, type Tunnels } from './proxy/tunnels.ts';
import { answerOnSocket } from './proxy/upgrade-answer.ts';
import { createUpstreamPool, resolveOriginFrom, socketOf } from './proxy/upstream-pool.ts';
import type { Upstreams } from './proxy/upstream-pool.ts';
import type { ReadinessCheck } from './readiness.ts';
import { compileRoutes } from './routing/compile-routes.ts';

export type GatewayOptions = {
  readonly config: KongConfig;
  /** Base URLs by the host names of the configuration; a host that is not listed is called as declared. */
  readonly upstreams: Upstreams;
  readonly ready: ReadinessCheck;
  readonly logger?: GatewayLogger;
  /** How long open requests may go on once `close` is called. */
  readonly drainTimeoutMs?: number;
};

export interface Gateway {
  /** Binds to loopback unless told otherwise; port 0 takes a free one. */
  listen(at: { readonly host?: string; readonly port: number }): Promise<{ host: string; port: number; url: string }>;
  /** Takes no new connections, lets open requests finish, then ends. */
  close(): Promise<void>;
}

const limits = {
  headerBytes: 16_384,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 60_000,
  idleConnectionMs: 72_000,
  connections: 10_000,
  drainMs: 10_000,
  drainPollMs: 50,
} as const;

/** Builds the gateway without opening a port. Throws when the configuration cannot be compiled. */
export function createGateway(options: GatewayOptions): Gateway {
  const lifecycle: Lifecycle = { closing: false, endless: new Set() };
  const resolveOrigin = resolveOriginFrom(options.upstreams);
  const dispatcher = createUpstreamPool(options.config, options.upstreams);
  const logger = options.logger ?? silentLogger;
  const routes = compileRoutes(options.config);
  const tunnels = createTunnels();
  const socketPathOf = (origin: string) => socketOf(options.upstreams, new URL(origin).hostname)?.socketPath;
  const ways = { routes, resolveOrigin, dispatcher, tunnels, socketPathOf };
  const server = createServer({ ...ways, logger, ready: options.ready, lifecycle });
  return {
    async listen({ host = '127.0.0.1', port }) {
      await server.listen({ host, port });
      const bound = server.server.address() as AddressInfo;
      const shownHost = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
      return { host: bound.address, port: bound.port, url: `http://${shownHost}:${bound.port}` };
    },
    async close() {
      if (lifecycle.closing) return;
      lifecycle.closing = true;
      for (const response of lifecycle.endless) response.end();
      await drain(server, tunnels, options.drainTimeoutMs ?? limits.drainMs);
      await dispatcher.destroy();
    },
  };
}

/**
 * Fastify owns the connections and their end. Its routing and body parsing are passed by: routes come from Kong's
 * file and bodies are only streamed through, so each request leaves its lifecycle at the first hook.
 */
function createServer(parts: HandlerParts): FastifyInstance {
  const server = fastify({
    logger: false,
    rewriteUrl: () => '/',
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.idleConnectionMs,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerClientError,
    http: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersTimeoutMs,
      // A missing Host is refused by the handler, in the gateway's own words.
      requireHostHeader: false,
      // An offer of any other protocol may be ignored (RFC 9110, 7.8), and is.
      shouldUpgradeCallback: wantsWebSocket,
    } as object,
  });
  server.server.maxConnections = limits.connections;
  server.server.on('connect', (_request, socket) =>
    answerClientError(new Error('CONNECT is not offered'), socket as never),
  );
  server.addHook('onRequest', (request, reply) => {
    reply.hijack();
    const { raw } = request;
    handle({ request: raw, response: reply.raw, url: (raw as { originalUrl?: string }).originalUrl ?? '/' }, parts);
  });
  server.server.on('upgrade', (request, socket, head) => {
    // Until somebody else looks after the socket, a client that goes away must not end the process.
    socket.on('error', () => socket.destroy());
    const response = answerOnSocket(request, socket);
    handle({ request, response, url: request.url ?? '/', upgrade: { socket, head } }, parts);
  });
  server.all('/', () => undefined);
  return server;
}

function handle(arrival: Arrival, parts: HandlerParts): void {
  try {
    handleRequest(arrival, parts);
  } catch (error) {
    // Only a fault of the gateway itself comes here; one connection pays for it, not the process.
    parts.logger.error({ error }, 'the gateway failed');
    arrival.response.destroy();
    arrival.upgrade?.socket.destroy();
  }
}

const wantsWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.trim().toLowerCase() === 'websocket';

async function drain(server: FastifyInstance, tunnels: Tunnels, timeoutMs: number): Promise<void> {
  const http = server.server;
  // A tunnel has no end of its own to wait for, and its client knows how to come back.
  tunnels.end();
  // A connection that falls idle while draining would otherwise stay until its keep-alive time is over.
  const sweep = setInterval(() => http.closeIdleConnections(), limits.drainPollMs);
  const force = setTimeout(() => {
    http.closeAllConnections();
    tunnels.destroy();
  }, timeoutMs);
  try {
    await server.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(force);
  }
}
