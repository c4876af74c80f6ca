/** Limits of one operation; each has a test at the limit and one past it. */
export const OPERATION_LIMITS = {
  /** Of a request's body, and of a GET's query string. */
  bodyBytes: 262_144,
  /** Of the operation's text. */
  documentBytes: 16_384,
  tokens: 2_000,
  depth: 12,
  /** Introspection goes deep by its nature, and is answered from the schema alone. */
  introspectionDepth: 20,
  aliases: 30,
  directives: 30,
  fragments: 50,
  cost: 5_000,
  /** What a list within a thing counts for, where nothing says how long it is. */
  assumedListLength: 5,
} as const;

/** How long one operation may take as a whole, and one call to a context. */
export const TIMEOUTS = { executionMs: 5_000, upstreamMs: 3_000 } as const;
