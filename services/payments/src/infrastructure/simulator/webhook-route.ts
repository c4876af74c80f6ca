import type { FastifyInstance } from 'fastify';
import type { Webhook } from '../../application/ports/webhook-reader.ts';
import { joinSignature } from './webhook-reader.ts';

const MAX_BODY_BYTES = 65_536;

/**
 * Where the provider sends its webhooks. The signature is over the bytes of the body, so they are taken raw; an answer of
 * 2xx means that what it told has been committed.
 */
export const createWebhookRoute = (receive: (webhook: Webhook) => Promise<void>) => (app: FastifyInstance) => {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MAX_BODY_BYTES }, (_request, body, done) => done(null, body));
    scope.post('/v1/payments/webhooks/simulator', { bodyLimit: MAX_BODY_BYTES }, async (request) => {
      const header = (name: string) => String(request.headers[name] ?? '').slice(0, 300);
      const signature = joinSignature({
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
      });
      await receive({ provider: 'simulator', signature, payload: typeof request.body === 'string' ? request.body : '' });
      return { received: true };
    });
  });
};
