import type { Clock } from '@haat/domain';
import type { EventBus } from '@haat/service-kit';
import type { FastifyInstance } from 'fastify';
import { createEngine } from './create-engine.ts';
import type { OnDefect } from './errors/to-graphql-error.ts';
import { createGraphqlServer, type Incoming, type Outgoing } from './http/graphql-server.ts';
import { schema } from './schema/index.ts';
import type { LiveFeed } from './subscriptions/live-feed.ts';
import type { ClientsFor } from './upstream/upstream.ts';

export type GraphqlDeps = {
  readonly clientsFor: ClientsFor;
  readonly bus: Pick<EventBus, 'tap'>;
  readonly clock: Clock;
  readonly onDefect: OnDefect;
  readonly liveFeed?: LiveFeed;
  readonly upstreamTimeoutMs?: number;
};

/** The aggregator as a server that is not listening yet. */
export function createGraphql(deps: GraphqlDeps): FastifyInstance {
  const { clientsFor, onDefect, liveFeed = null } = deps;
  const engine = createEngine({ schema, clientsFor, liveFeed, onDefect, plugins: [] });
  const run = async ({ method, url, headers, body, signal, setCookie }: Incoming): Promise<Outgoing> => {
    const request = { method, headers: headers as never, signal, ...(method === 'POST' ? { body } : {}) };
    const response = await engine.fetch(`http://graphql${url}`, request, { headers, setCookie });
    const sent = Object.fromEntries(response.headers);
    const isStream = sent['content-type']?.startsWith('text/event-stream') === true;
    return {
      status: response.status,
      headers: sent,
      body: isStream ? (response.body as never) : await response.text(),
    };
  };
  return createGraphqlServer({ answer: run, onDefect });
}
