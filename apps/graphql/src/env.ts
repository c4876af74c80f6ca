import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { digestOf } from './limits/operation-cache.ts';
import type { TrustedOperations } from './operations/persisted.ts';

const schema = z.object({
  /** `1` runs nothing but trusted operations. */
  HAAT_GRAPHQL_TRUSTED_ONLY: z.enum(['0', '1']).default('0'),
  /** A JSON file: the text of each trusted operation by its SHA-256 in hexadecimal. */
  HAAT_GRAPHQL_TRUSTED_OPERATIONS: z.string().min(1).optional(),
});

const manifestSchema = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string());

export type GraphqlEnv = { readonly trustedOnly: boolean; readonly trustedOperations: TrustedOperations };

/** Reads the variables and the list that they name; a list whose hashes are wrong is no list. */
export function readGraphqlEnv(variables: NodeJS.ProcessEnv): GraphqlEnv {
  const env = schema.parse(variables);
  const file = env.HAAT_GRAPHQL_TRUSTED_OPERATIONS;
  const trustedOnly = env.HAAT_GRAPHQL_TRUSTED_ONLY === '1';
  if (trustedOnly && file === undefined)
    throw new Error('HAAT_GRAPHQL_TRUSTED_ONLY needs a list: set HAAT_GRAPHQL_TRUSTED_OPERATIONS');
  return Object.freeze({ trustedOnly, trustedOperations: file === undefined ? {} : readManifest(file) });
}

function readManifest(file: string): TrustedOperations {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const [hash, text] of Object.entries(manifest)) {
    if (digestOf(text) !== hash) throw new Error(`${file}: ${hash} is not the hash of its operation`);
  }
  return manifest;
}
