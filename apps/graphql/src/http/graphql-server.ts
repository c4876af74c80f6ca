import { Readable } from 'node:stream';
import { answerErrorsAsProblems, assertNotCrossSite, metricsRegistry } from '@haat/service-kit';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { OnDefect } from '../errors/to-graphql-error.ts';
import { OPERATION_LIMITS } from '../limits/limits.ts';

/** One request as it came: nothing of it is read yet but its text. */
export type Incoming = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: FastifyRequest['headers'];
  readonly body: string;
  readonly signal: AbortSignal;
  /** Left out where the answer is a stream: its headers are gone long before it ends. */
  readonly setCookie: ((line: string) => void) | undefined;
};

export type Outgoing = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<Uint8Array> | null;
};

export type Answer = (incoming: Incoming) => Promise<Outgoing> | Outgoing;

/** The HTTP server around the GraphQL engine: bodies as text, answers as text or as a stream of events. */
export function createGraphqlServer({ answer, onDefect }: { answer: Answer; onDefect: OnDefect }): FastifyInstance {
  const app = Fastify({ bodyLimit: OPERATION_LIMITS.bodyBytes, forceCloseConnections: true });
  answerErrorsAsProblems(app, { onDefect });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/metrics', (_request, reply) => reply.type(metricsRegistry.contentType).send(metricsRegistry.metrics()));
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      if (request.method === 'POST') assertNotCrossSite(request.headers);
      const outgoing = await unlessGone(reply, answer(incomingOf(request, reply)));
      return outgoing === null ? reply.hijack() : send(reply, outgoing);
    },
  });
  return app;
}

/** What fails because the client went away concerns nobody; null then. */
async function unlessGone(reply: FastifyReply, answer: Promise<Outgoing> | Outgoing): Promise<Outgoing | null> {
  try {
    return await answer;
  } catch (error) {
    if (reply.raw.destroyed) return null;
    throw error;
  }
}

function incomingOf(request: FastifyRequest, reply: FastifyReply): Incoming {
  const { method, url, headers, body } = request;
  return {
    method: method as 'GET' | 'POST',
    url,
    headers,
    body: typeof body === 'string' ? body : '',
    get signal() {
      return goneSignal(reply);
    },
    setCookie: isStreamed(headers) ? undefined : cookieSetter(reply),
  };
}

const isStreamed = ({ accept }: FastifyRequest['headers']): boolean => accept?.includes('text/event-stream') === true;

const cookieSetter =
  (reply: FastifyReply) =>
  (line: string): void =>
    void reply.header('set-cookie', line).header('cache-control', 'no-store');

/** Tells that nobody waits for the answer any more. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function send(reply: FastifyReply, { status, headers, body }: Outgoing): FastifyReply {
  reply.code(status);
  for (const name in headers) reply.header(name, headers[name]);
  if (body === null || typeof body === 'string') return reply.send(body ?? '');
  // The engine brings a web stream of its own make, which Node takes by its iterator only; destroying it ends the subscription.
  return reply.send(Readable.from(body, { objectMode: false }));
}
