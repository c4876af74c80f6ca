import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATION_LIMITS } from '../src/limits/limits.ts';
import { setStage, type Stage } from './builders/stage.ts';

let stage: Stage;
beforeAll(() => {
  stage = setStage();
});
afterAll(() => stage.app.close());

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

const fragments = (count: number): string =>
  `{ ...F0 } ${times(count, (n) => `fragment F${n} on Query { __typename${n + 1 < count ? ` ...F${n + 1}` : ''} }`)}`;

const AT_THE_LIMIT: readonly [what: string, atLimit: string, past: string, code: string, status: number][] = [
  [
    'aliases',
    `{ ${times(OPERATION_LIMITS.aliases, (n) => `a${n}: __typename`)} }`,
    `{ ${times(OPERATION_LIMITS.aliases + 1, (n) => `a${n}: __typename`)} }`,
    'graphql.too_many_aliases',
    400,
  ],
  [
    'directives',
    `{ ${times(OPERATION_LIMITS.directives, () => '__typename @skip(if: false)')} }`,
    `{ ${times(OPERATION_LIMITS.directives + 1, () => '__typename @skip(if: false)')} }`,
    'graphql.too_many_directives',
    400,
  ],
  [
    'fragments',
    fragments(OPERATION_LIMITS.fragments),
    fragments(OPERATION_LIMITS.fragments + 1),
    'graphql.too_many_fragments',
    400,
  ],
  ['tokens', tokens(OPERATION_LIMITS.tokens), tokens(OPERATION_LIMITS.tokens + 1), 'graphql.too_many_tokens', 400],
  [
    'bytes',
    padded(OPERATION_LIMITS.documentBytes),
    padded(OPERATION_LIMITS.documentBytes + 1),
    'graphql.document_too_large',
    413,
  ],
  ['depth', deepTo(OPERATION_LIMITS.depth), deepTo(OPERATION_LIMITS.depth + 1), 'graphql.too_deep', 400],
];

/** Braces are two of them. */
function tokens(count: number): string {
  return `{ ${times(count - 2, () => 'a')} }`;
}

function padded(bytes: number): string {
  const operation = '{ __typename }';
  return `${operation} #${'x'.repeat(bytes - operation.length - 2)}`;
}

function deepTo(depth: number): string {
  return `{ ${'a{'.repeat(depth - 1)}a${'}'.repeat(depth - 1)} }`;
}

describe('an operation', () => {
  it.each(AT_THE_LIMIT)(
    'with as many %s as allowed is let through, with one more it is refused',
    async (_what, atLimit, past, code, status) => {
      const allowed = await stage.ask(atLimit);
      expect(allowed.body.errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain(code);
      const refused = await stage.ask(past);
      expect([refused.status, refused.body.errors?.[0]?.extensions.code]).toEqual([status, code]);
    },
  );

  it('that costs too much is refused before it is run, by the page size it asks for in a variable', async () => {
    const query = 'query($n: Int) { products(first: $n) { nodes { reviews(first: $n) { nodes { title } } } } }';
    expect((await stage.ask(query, { n: 60 })).body.errors).toBeUndefined();
    stage.asked.length = 0;
    const { status, body } = await stage.ask(query, { n: 100 });
    expect([status, body.errors![0]!.extensions.code, stage.asked]).toEqual([400, 'graphql.too_complex', []]);
  });

  it.each([
    ['one that spreads itself', '{ ...A } fragment A on Query { ...A }'],
    ['two that spread each other', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    ['one that nobody spreads', '{ __typename } fragment A on Query { ...A }'],
  ])('with fragments in a circle is refused: %s', async (_what, query) => {
    const { status, body } = await stage.ask(query);
    expect([status, body.errors![0]!.extensions.code]).toEqual([400, 'graphql.circular_fragments']);
  });

  it('whose fragments double at each step is measured in no time', async () => {
    const doubling = `{ ...F0 } ${times(45, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F45 on Query { a: __typename b: __typename }`;
    const begun = performance.now();
    const { status, body } = await stage.ask(doubling);
    expect([status, body.errors![0]!.extensions.code]).toEqual([400, 'graphql.too_many_aliases']);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe('a request', () => {
  it('holds one operation', async () => {
    const { status, body } = await stage.post('[{"query":"{ __typename }"}]');
    expect([status, body.errors![0]!.extensions.code]).toEqual([400, 'graphql.batch_refused']);
  });

  it.each([
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/graphql',
  ])('as %s is refused', async (type) => {
    const { status, body } = await stage.post('{"query":"{ __typename }"}', { 'content-type': type });
    expect([status, body.errors![0]!.extensions.code]).toEqual([415, 'graphql.media_type_unsupported']);
  });

  it('larger than allowed is refused before it is read', async () => {
    const answer = await stage.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(OPERATION_LIMITS.bodyBytes) } }),
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: expect.any(String) });
  });

  it('by GET cannot change anything', async () => {
    const query = encodeURIComponent('mutation { updateMe(input: { displayName: "x" }) { user { userId } } }');
    const answer = await stage.app.inject({
      url: `/graphql?query=${query}`,
      headers: { authorization: 'Bearer anna' },
    });
    expect(answer.statusCode).toBe(405);
    expect(stage.asked.filter(({ call }) => call === 'identity.updateMe')).toEqual([]);
  });

  it('that is no JSON, or no operation, says so with a code', async () => {
    expect((await stage.post('{')).body.errors![0]!.extensions.code).toBe('graphql.request_invalid');
    expect((await stage.ask('{')).body.errors![0]!.extensions.code).toBe('graphql.syntax_invalid');
    expect((await stage.ask('{ nothing }')).body.errors![0]!.extensions.code).toBe('graphql.operation_invalid');
  });
});
