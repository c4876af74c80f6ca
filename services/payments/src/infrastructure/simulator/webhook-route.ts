import type { FastifyInstance } from 'fastify';
import type { Webhook } from '../../application/ports/webhook-reader.ts';
import { joinSignature, WebhookInvalid } from './webhook-reader.ts';

const MAX_BODY_BYTES = 65_536;

/**
 * Where the provider sends its webhooks. The signature is over the bytes of the body, so they are taken raw; an answer of
 * 2xx means that what it told has been committed. A body that is too long for a webhook is read to its end all the same:
 * a server that hangs up on a sender who is still sending is heard as one that is broken.
 */
export const createWebhookRoute = (receive: (webhook: Webhook) => Promise<void>) => (app: FastifyInstance) => {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post('/v1/payments/webhooks/simulator', async (request) => {
      const payload = typeof request.body === 'string' ? request.body : '';
      if (Buffer.byteLength(payload) > MAX_BODY_BYTES) throw new WebhookInvalid();
      const header = (name: string) => String(request.headers[name] ?? '').slice(0, 300);
      const signature = joinSignature({
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
      });
      await receive({ provider: 'simulator', signature, payload });
      return { received: true };
    });
  });
};
