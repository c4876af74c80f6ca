export { createGraphql, type GraphqlDeps } from './create-graphql.ts';
export type { ClientsFor } from './upstream/upstream.ts';
export type { LiveFeed } from './subscriptions/live-feed.ts';
export { readGraphqlEnv, type GraphqlEnv } from './env.ts';
