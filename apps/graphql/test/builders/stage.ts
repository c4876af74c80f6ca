import { settableClock } from '@haat/service-kit/testing';
import type { FastifyInstance } from 'fastify';
import { createGraphql, type GraphqlDeps } from '../../src/index.ts';
import { type ContextHandlers, type Contexts, createContexts } from './contexts.ts';
import { shopHandlers } from './shop.ts';

export type Result = {
  readonly status: number;
  readonly cache: string | undefined;
  readonly body: {
    readonly data?: Record<string, never> | null;
    readonly errors?: readonly { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  };
};

export type Stage = Contexts & {
  readonly app: FastifyInstance;
  readonly clock: ReturnType<typeof settableClock>;
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Result>;
  post(payload: string | object, headers?: Record<string, string>): Promise<Result>;
};

/** The aggregator over contexts of this process. */
export function setStage({
  handlers = shopHandlers(),
  ...deps
}: Partial<GraphqlDeps> & { handlers?: ContextHandlers } = {}): Stage {
  const contexts = createContexts(handlers);
  const clock = settableClock(new Date('2026-03-01T12:00:00Z'));
  const onDefect = (error: unknown, place: string) => void contexts.defects.push(`${place}: ${String(error)}`);
  const app = createGraphql({ clientsFor: contexts.clientsFor, bus: contexts.bus, clock, onDefect, ...deps });
  const post = async (payload: string | object, headers: Record<string, string> = {}): Promise<Result> => {
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });
    return { status: answer.statusCode, cache: answer.headers['x-response-cache'] as string, body: answer.json() };
  };
  return {
    ...contexts,
    app,
    clock,
    post,
    ask: (query, variables = {}, headers) => post({ query, variables }, headers),
  };
}

export const as = (name: string): Record<string, string> => ({ authorization: `Bearer ${name}` });
