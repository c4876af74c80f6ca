import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance } from 'fastify';
import { createAsyncApi } from './asyncapi/asyncapi.ts';
import { createOpenApi } from './openapi/openapi.ts';

/** Serves the references: `/v1/openapi.json` and `/v1/asyncapi.json` for machines, `/v1/docs` for people. */
export async function createReference(): Promise<FastifyInstance> {
  const openApi = createOpenApi();
  const asyncApi = createAsyncApi();
  const app = Fastify();
  await app.register(swagger, { mode: 'static', specification: { document: openApi as never } });
  await app.register(swaggerUi, {
    routePrefix: '/v1/docs',
    staticCSP: true,
    uiConfig: { docExpansion: 'none', deepLinking: true },
    // The bar on top offers other people's logo and a box for other documents; there is just this one.
    theme: { title: 'Haat · REST', css: [{ filename: 'haat.css', content: '.swagger-ui .topbar { display: none }' }] },
  });
  app.get('/v1/openapi.json', (_request, reply) => reply.send(openApi));
  app.get('/v1/asyncapi.json', (_request, reply) => reply.send(asyncApi));
  app.get('/health', () => ({ status: 'ok' }));
  return app;
}
