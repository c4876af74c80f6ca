import { answerErrorsAsProblems, metricsRegistry } from '@haat/service-kit';
import fastify, { type FastifyInstance } from 'fastify';

/** The HTTP server the sockets are attached to; of its own it has only what every service has. */
export function createRealtimeServer(onDefect: (error: unknown, place: string) => void): FastifyInstance {
  const app = fastify({ forceCloseConnections: 'idle' });
  answerErrorsAsProblems(app, { onDefect });
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/metrics', (_request, reply) => reply.type(metricsRegistry.contentType).send(metricsRegistry.metrics()));
  return app;
}
