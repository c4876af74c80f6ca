import { Counter, Histogram } from '@haat/service-kit';

/** What is counted of GraphQL, for `/metrics`. */
export const graphqlMetrics = {
  upstreamCalls: new Counter({
    name: 'haat_graphql_upstream_calls_total',
    help: 'Calls to contexts that operations caused.',
    labelNames: ['context', 'procedure'],
  }),
  callsPerOperation: new Histogram({
    name: 'haat_graphql_upstream_calls_per_operation',
    help: 'How many calls to contexts one operation caused.',
    buckets: [0, 1, 2, 3, 4, 5, 8, 12, 20, 50, 100],
  }),
  cache: new Counter({
    name: 'haat_graphql_cache_total',
    help: "Answers by how they were had: hit, miss, or bypass where they are nobody else's.",
    labelNames: ['outcome'],
  }),
  refused: new Counter({
    name: 'haat_graphql_refused_total',
    help: 'Operations refused before they were run, by code.',
    labelNames: ['code'],
  }),
};
