import type { RequestHeaders } from '@haat/service-kit';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { createCacheNotes } from './cache/cache-notes.ts';
import type { RequestContext } from './context.ts';
import { type OnDefect, toGraphQLError } from './errors/to-graphql-error.ts';
import type { LiveFeed } from './subscriptions/live-feed.ts';
import { createLoaders } from './upstream/loaders.ts';
import { type ClientsFor, createUpstream } from './upstream/upstream.ts';

/** What comes with a request beside its text. */
export type ServerContext = {
  readonly headers: RequestHeaders;
  readonly setCookie: ((line: string) => void) | undefined;
  /** Filled in when the request's own context is made, for whoever keeps the answer. */
  made?: RequestContext;
  outcome?: 'whole query';
};

export type EngineOptions = {
  readonly schema: GraphQLSchema;
  readonly clientsFor: ClientsFor;
  readonly liveFeed: LiveFeed | null;
  readonly plugins: readonly object[];
  readonly upstreamMs: number;
  readonly onDefect: OnDefect;
};

/** graphql-yoga with the house's context and errors. What it is asked to run has passed the limits in its plugins. */
export function createEngine({ schema, clientsFor, liveFeed, plugins, onDefect, upstreamMs }: EngineOptions) {
  return createYoga<{ readonly server: ServerContext }, RequestContext>({
    schema,
    context: ({ server }) => {
      const context = createContext(server, {
        clientsFor,
        liveFeed,
        timeoutMs: upstreamMs,
      });
      server.made = context;
      return context;
    },
    maskedErrors: { maskError: (error) => toGraphQLError(error, onDefect) },
    plugins: [...plugins],
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    cors: false,
    batching: false,
  });
}

type ContextOptions = {
  readonly clientsFor: ClientsFor;
  readonly liveFeed: LiveFeed | null;
  readonly timeoutMs: number;
};

function createContext(
  { headers, setCookie }: ServerContext,
  { clientsFor, liveFeed, timeoutMs }: ContextOptions,
): RequestContext {
  const upstream = createUpstream({ clientsFor, headers, setCookie, timeoutMs });
  const notes = createCacheNotes();
  return { upstream, notes, loaders: createLoaders(upstream, notes), liveFeed, headers };
}
