import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGraphqlEnv } from '../src/index.ts';
import { digestOf } from '../src/limits/operation-cache.ts';

const folder = mkdtempSync(join(tmpdir(), 'haat-trusted-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (manifest: object): string => {
  const file = join(folder, `${Object.keys(manifest).join('-').slice(0, 20)}.json`);
  writeFileSync(file, JSON.stringify(manifest));
  return file;
};

describe('the list of trusted operations', () => {
  it('is read from its file', () => {
    const manifest = { [digestOf('{ a }')]: '{ a }' };
    const env = { HAAT_GRAPHQL_TRUSTED_ONLY: '1', HAAT_GRAPHQL_TRUSTED_OPERATIONS: fileOf(manifest) };
    expect(readGraphqlEnv(env)).toEqual({ trustedOnly: true, trustedOperations: manifest });
  });

  it('is not believed where a hash is not that of its operation', () => {
    const env = { HAAT_GRAPHQL_TRUSTED_OPERATIONS: fileOf({ [digestOf('{ b }')]: '{ a }' }) };
    expect(() => readGraphqlEnv(env)).toThrow('is not the hash');
  });

  it('must be there where nothing else is run', () => {
    expect(() => readGraphqlEnv({ HAAT_GRAPHQL_TRUSTED_ONLY: '1' })).toThrow('needs a list');
    expect(readGraphqlEnv({})).toEqual({ trustedOnly: false, trustedOperations: {} });
  });
});
