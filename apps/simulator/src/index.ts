import type { Database, WakingClock, Worker } from '@haat/service-kit';
import type { FastifyInstance } from 'fastify';
import { type ApiAnswer, type ApiRequest, type Books, createApi } from './api.ts';
import { createChargeBooks } from './charge-books.ts';
import type { Delivery, SendWebhook } from './delivery.ts';
import { createDeliveryWorker } from './delivery-worker.ts';
import { inProcessProvider } from './in-process-provider.ts';
import { createRefundBooks } from './refund-books.ts';
import { sendOverHttp } from './send-webhook.ts';

export type { ApiAnswer, ApiRequest } from './api.ts';
export type { SendWebhook, SignedWebhook } from './delivery.ts';
export { SCRIPTED_TOKENS } from './script.ts';

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

export type SimulatorOptions = {
  /** The simulator's own database: a provider shares nothing with its customers. */
  readonly database: Database;
  readonly clock: WakingClock;
  /** Where webhooks go. */
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  /** How webhooks travel; over HTTP unless the receiver lives in the same process. */
  readonly send?: SendWebhook;
  readonly fetch?: typeof fetch;
};

export type Simulator = {
  /** The API without a socket, for a caller in the same process. */
  readonly request: (request: ApiRequest) => Promise<ApiAnswer>;
  /** The API over HTTP: registers the routes. */
  readonly routes: (app: FastifyInstance) => void;
  /** The same as {@link Simulator.routes}. */
  readonly plugin: (app: FastifyInstance) => void;
  /** What payments calls, without a socket. */
  readonly provider: ReturnType<typeof inProcessProvider>;
  readonly workers: readonly Worker[];
};

/** A payment provider whose outcomes follow a script, chosen by the token of the payment method. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { database, clock, webhookUrl, webhookSecret, send = sendOverHttp(options.fetch ?? fetch) } = options;
  const worker = createDeliveryWorker({ database, clock, url: webhookUrl, secret: webhookSecret, send });
  const handOver = (deliveries: readonly Delivery[]) => worker.handOver(deliveries);
  const books: Books = {
    charges: createChargeBooks({ database, clock, handOver }),
    refunds: createRefundBooks({ database, clock }),
  };
  const request = createApi(books);
  const routes = (app: FastifyInstance) => register(app, request);
  return { request, provider: inProcessProvider(books), workers: [worker], routes, plugin: routes };
}

function register(app: FastifyInstance, request: Simulator['request']): void {
  const route = (method: 'GET' | 'POST') => async (incoming: { url: string; body: unknown }, reply: Reply) => {
    const path = incoming.url.split('?')[0]!;
    const { status, body } = await request({ method, path, body: incoming.body });
    return reply.code(status).send(body);
  };
  app.get('/simulator/*', route('GET'));
  app.post('/simulator/*', route('POST'));
}

type Reply = { code(status: number): { send(body: unknown): unknown } };
