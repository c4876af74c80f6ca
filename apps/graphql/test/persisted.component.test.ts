import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { digestOf } from '../src/limits/operation-cache.ts';
import { setStage, type Stage } from './builders/stage.ts';

const QUERY = '{ products(first: 1) { nodes { title } } }';
const persisted = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

describe('an operation named by its hash', () => {
  let stage: Stage;
  beforeAll(() => {
    stage = setStage();
  });
  afterAll(() => stage.app.close());

  it('is not known at first, is learnt with its text, and is known then', async () => {
    const unknown = await stage.post(persisted(digestOf(QUERY)));
    expect(unknown.body.errors).toMatchObject([
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    expect((await stage.post({ query: QUERY, ...persisted(digestOf(QUERY)) })).body.errors).toBeUndefined();
    expect((await stage.post(persisted(digestOf(QUERY)))).body).toMatchObject({ data: { products: {} } });
  });

  it('must have that hash', async () => {
    const { status, body } = await stage.post({ query: QUERY, ...persisted(digestOf(`${QUERY} `)) });
    expect([status, body.errors![0]!.extensions.code]).toEqual([400, 'graphql.persisted_hash_mismatch']);
  });

  it('can be asked for by GET', async () => {
    await stage.post({ query: QUERY, ...persisted(digestOf(QUERY)) });
    const extensions = encodeURIComponent(JSON.stringify(persisted(digestOf(QUERY)).extensions));
    const answer = await stage.app.inject({ url: `/graphql?extensions=${extensions}` });
    expect(answer.json()).toMatchObject({ data: { products: {} } });
  });
});

describe('a server with a list', () => {
  let stage: Stage;
  beforeAll(() => {
    stage = setStage({ trustedOperations: { [digestOf(QUERY)]: QUERY }, trustedOnly: true });
  });
  afterAll(() => stage.app.close());

  it('runs what is on it, by hash or by text', async () => {
    expect((await stage.post(persisted(digestOf(QUERY)))).body.errors).toBeUndefined();
    expect((await stage.ask(QUERY)).body.errors).toBeUndefined();
  });

  it.each(['{ __typename }', '{ __schema { types { name } } }', `${QUERY} `])(
    'runs nothing else: %s',
    async (query) => {
      const { status, body } = await stage.ask(query);
      expect([status, body.errors![0]!.extensions.code]).toEqual([403, 'graphql.untrusted_operation']);
      const learnt = await stage.post({ query, ...persisted(digestOf(query)) });
      expect(learnt.status).toBe(403);
    },
  );
});
