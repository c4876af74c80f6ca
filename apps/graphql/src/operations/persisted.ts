import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { bounded } from '../bounded.ts';
import { refusal } from '../errors/refusal.ts';
import { OPERATION_LIMITS } from '../limits/limits.ts';
import { digestOf } from '../limits/operation-cache.ts';

/** Operations by the SHA-256 of their text, in hexadecimal. */
export type TrustedOperations = Readonly<Record<string, string>>;

type Options = {
  readonly trusted: TrustedOperations;
  /** Nothing else is run: for production, where all clients are known. */
  readonly trustedOnly: boolean;
};

const MAX_KEPT = 1_000;

/**
 * Operations named by the hash of their text: trusted ones are always known, others once a client has sent their text
 * (automatic persisted queries). The newest thousand are kept, so that nobody can fill the memory.
 */
export function persistedOperations({ trusted, trustedOnly }: Options): Plugin {
  const kept = bounded<string, string>(MAX_KEPT);
  const textOf = (hash: string): string | undefined => (Object.hasOwn(trusted, hash) ? trusted[hash] : kept.get(hash));
  return {
    onParams({ params, setParams }) {
      const hash = hashOf(params);
      const query = hash === undefined ? params.query : resolve(hash, params.query, { textOf, kept });
      if (query === undefined || query === null) return;
      if (trustedOnly && !Object.hasOwn(trusted, hash ?? digestOf(query))) {
        const message = 'Only operations on the list of this server are run.';
        throw refusal({ code: 'graphql.untrusted_operation', message, status: 403 });
      }
      if (query !== params.query) setParams({ ...params, query });
    },
  };
}

type Store = {
  readonly textOf: (hash: string) => string | undefined;
  readonly kept: { set(hash: string, text: string): void };
};

function resolve(hash: string, query: string | undefined, { textOf, kept }: Store): string {
  if (query === undefined || query === '') {
    const known = textOf(hash);
    if (known === undefined) throw notFound();
    return known;
  }
  if (Buffer.byteLength(query) > OPERATION_LIMITS.documentBytes) return query;
  if (digestOf(query) !== hash) {
    throw refusal({
      code: 'graphql.persisted_hash_mismatch',
      message: 'The hash is not the SHA-256 of the operation.',
    });
  }
  kept.set(hash, query);
  return query;
}

function hashOf({ extensions }: GraphQLParams): string | undefined {
  const persisted = extensions?.persistedQuery as { sha256Hash?: unknown } | undefined;
  const hash = persisted?.sha256Hash;
  return typeof hash === 'string' && hash.length <= 64 ? hash.toLowerCase() : undefined;
}

/** Message and code are those that clients of the protocol look for, to send the text then. */
const notFound = (): GraphQLError =>
  new GraphQLError('PersistedQueryNotFound', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', kind: 'not_found', http: { status: 404 } },
  });
