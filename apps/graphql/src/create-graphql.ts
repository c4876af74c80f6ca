import type { Clock } from '@haat/domain';
import type { EventBus } from '@haat/service-kit';
import type { FastifyInstance } from 'fastify';
import { answerFromCache, type Run } from './cache/answer-from-cache.ts';
import { forgetWhenThingsChange } from './cache/forget-when-things-change.ts';
import { outcomePlugin } from './cache/outcome-plugin.ts';
import { createResponseCache } from './cache/response-cache.ts';
import { createEngine } from './create-engine.ts';
import type { OnDefect } from './errors/to-graphql-error.ts';
import { CONSOLE_PAGE, wantsPage } from './http/console-page.ts';
import { createGraphqlServer, type Incoming, type Outgoing } from './http/graphql-server.ts';
import { refuseForm } from './http/refuse-form.ts';
import { limitsPlugin } from './limits/limits-plugin.ts';
import { TIMEOUTS } from './limits/limits.ts';
import { createOperationCache } from './limits/operation-cache.ts';
import { timeLimit } from './limits/time-limit.ts';
import { persistedOperations, type TrustedOperations } from './operations/persisted.ts';
import { schema } from './schema/index.ts';
import type { LiveFeed } from './subscriptions/live-feed.ts';
import type { ClientsFor } from './upstream/upstream.ts';

export type GraphqlDeps = {
  /** Clients of all contexts on behalf of whoever sent a request. */
  readonly clientsFor: ClientsFor;
  /** Shows what changes, so that answers are forgotten in time. */
  readonly bus: Pick<EventBus, 'tap'>;
  readonly clock: Clock;
  readonly onDefect: OnDefect;
  /** Where subscriptions get their events from; without it there are none. */
  readonly liveFeed?: LiveFeed;
  readonly trustedOperations?: TrustedOperations;
  readonly trustedOnly?: boolean;
  /** Browsers that open the address find a page to try operations; for development. */
  readonly withConsole?: boolean;
  readonly timeouts?: { readonly executionMs?: number; readonly upstreamMs?: number };
};

/** The aggregator as a server that is not listening yet. */
export function createGraphql(deps: GraphqlDeps): FastifyInstance {
  const {
    clientsFor,
    bus,
    clock,
    onDefect,
    liveFeed = null,
    trustedOperations = {},
    trustedOnly = false,
    withConsole = false,
  } = deps;
  const { executionMs, upstreamMs } = { ...TIMEOUTS, ...deps.timeouts };
  const engine = createEngine({
    schema,
    clientsFor,
    liveFeed,
    onDefect,
    upstreamMs,
    plugins: [
      persistedOperations({ trusted: trustedOperations, trustedOnly }),
      limitsPlugin(schema, createOperationCache()),
      timeLimit(executionMs),
      outcomePlugin(),
    ],
  });
  const run: Run = (incoming, server) => fetchFrom(engine, incoming, server);
  const cache = createResponseCache(clock);
  const answer = answerFromCache(cache, run);
  const app = createGraphqlServer({
    answer: (incoming) => pageFor(incoming, withConsole) ?? refuseForm(incoming) ?? answer(incoming),
    onDefect,
  });
  const stop = forgetWhenThingsChange(bus, cache);
  app.addHook('onClose', async () => stop());
  return app;
}

const pageFor = ({ method, url, headers }: Incoming, withConsole: boolean): Outgoing | null =>
  withConsole && wantsPage(method, url, headers.accept) ? CONSOLE_PAGE : null;

type Engine = ReturnType<typeof createEngine>;

async function fetchFrom(engine: Engine, incoming: Incoming, server: Parameters<Run>[1]): ReturnType<Run> {
  const { method, url, headers, body, signal } = incoming;
  const request = { method, headers: headers as never, signal, ...(method === 'POST' ? { body } : {}) };
  const response = await engine.fetch(`http://graphql${url}`, request, { server });
  const sent = Object.fromEntries(response.headers);
  // Whatever is no JSON is a subscription, in the form the client takes, and goes on for as long as it listens.
  const isStream = response.status === 200 && response.headers.get('content-type')?.includes('json') !== true;
  return { status: response.status, headers: sent, body: isStream ? (response.body as never) : await response.text() };
}
