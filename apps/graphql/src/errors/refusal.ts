import { GraphQLError } from 'graphql';
import { graphqlMetrics } from '../metrics.ts';

export type RefusalCode =
  | 'graphql.batch_refused'
  | 'graphql.body_invalid'
  | 'graphql.body_too_large'
  | 'graphql.circular_fragments'
  | 'graphql.document_too_large'
  | 'graphql.media_type_unsupported'
  | 'graphql.persisted_hash_mismatch'
  | 'graphql.syntax_invalid'
  | 'graphql.timed_out'
  | 'graphql.too_complex'
  | 'graphql.too_deep'
  | 'graphql.too_many_aliases'
  | 'graphql.too_many_directives'
  | 'graphql.too_many_fragments'
  | 'graphql.too_many_tokens'
  | 'graphql.untrusted_operation';

type Refused = {
  readonly code: RefusalCode;
  readonly message: string;
  readonly status?: number;
  readonly limit?: number;
};

/** Why an operation is not run at all: the request is answered with a status of its own, whatever the client accepts. */
export function refusal({ code, message, status = 400, limit }: Refused): GraphQLError {
  graphqlMetrics.refused.inc({ code });
  return new GraphQLError(message, {
    extensions: { code, kind: 'invalid', ...(limit === undefined ? {} : { limit }), http: { status } },
  });
}
