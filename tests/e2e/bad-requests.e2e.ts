import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { type Answer, allProcedures, readAnswer, send, titleOf, TRANSPORTS } from './support/calls.ts';
import { as, tokenOf } from './support/people.ts';
import { comeToRest } from './support/proofs.ts';
import { type Known, sampleInput } from './support/sample-input.ts';
import { setStage, type Stage } from './support/stage.ts';
import { endlessToken, wrongTokens } from './support/tokens.ts';
import { isProblem } from './support/verdict.ts';
import { PEOPLE, raiseVictim } from './support/victim.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('a request that is not one', () => {
  let stage: Stage;
  let known: Known;
  let before: Record<string, string>;

  beforeAll(async () => {
    stage = await setStage();
    known = await raiseVictim(stage);
    await comeToRest(stage.tables);
    before = await stage.tables.fingerprint();
  });

  afterAll(async () => {
    const after = await stage.tables.fingerprint();
    await stage.stop();
    expect(after).toEqual(before);
    expect(stage.defects).toEqual([]);
  });

  const post = async (
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
  ): Promise<Answer> =>
    readAnswer(
      await fetch(`${stage.url}${path}`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${tokenOf(PEOPLE.buyer)}`, 'idempotency-key': randomUUID(), ...headers },
      }),
    );

  /** REST says the problem itself; tRPC says it inside its error's data, a batch in a list. */
  const problemIn = ({ body, status }: Answer): Record<string, unknown> => {
    const one = (Array.isArray(body) ? (body as Record<string, unknown>[])[0]! : body) as {
      error?: { data?: { problem?: Record<string, unknown> } };
    };
    return one.error?.data?.problem ?? { ...body, status: body.status ?? status };
  };

  const faultIn = (name: string, answer: Answer, ...statuses: number[]): string[] => {
    const problem = problemIn(answer);
    const isFine =
      answer.status >= 400 &&
      answer.status < 500 &&
      isProblem(problem, Number(problem.status)) &&
      (statuses.length === 0 || statuses.includes(answer.status));
    return isFine ? [] : [`${name}: ${answer.status} ${answer.mediaType} ${JSON.stringify(answer.body).slice(0, 300)}`];
  };

  const BODIES: Readonly<
    Record<string, { body: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string>; status: number[] }>
  > = {
    'half an object': { body: '{"lines":[', status: [400] },
    'no value': { body: '{"lines":}', status: [400] },
    'a word': { body: 'nul', status: [400] },
    'two values': { body: '{} {}', status: [400] },
    'single quotes': { body: "{'lines':[]}", status: [400] },
    'a number that is none': { body: '{"lines":NaN}', status: [400] },
    'a list': { body: '[]', status: [400] },
    'a list of objects': { body: '[{"lines":[]}]', status: [400] },
    text: { body: '"lines"', status: [400] },
    'a number': { body: '1', status: [400] },
    'deep lists': { body: `{"lines":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, status: [400] },
    'deep objects': { body: `{"lines":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, status: [400] },
    'only the beginning of deep lists': { body: '['.repeat(900_000), status: [400] },
    'bytes that are no text': { body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a]), status: [400] },
    'plain text': { body: 'lines=1', headers: { 'content-type': 'text/plain' }, status: [400, 415] },
    XML: { body: '<lines/>', headers: { 'content-type': 'application/xml' }, status: [415] },
    'a form': { body: 'lines=1', headers: { 'content-type': 'application/x-www-form-urlencoded' }, status: [415] },
    'a broken media type': { body: '{}', headers: { 'content-type': 'nonsense' }, status: [415] },
    'two megabytes': { body: JSON.stringify({ lines: 'x'.repeat(2_000_000) }), status: [413] },
    'text of a megabyte': { body: JSON.stringify({ lines: 'x'.repeat(1_000_000) }), status: [400] },
  };

  it.each(Object.keys(BODIES))('is refused when its body is %s', async (name) => {
    const { body, headers = {}, status } = BODIES[name]!;
    const faults = [
      ...faultIn('REST', await post('/v1/carts', body, { ...JSON_TYPE, ...headers }), ...status),
      ...faultIn('tRPC', await post('/trpc/ordering/createCart', body, { ...JSON_TYPE, ...headers }), ...status),
      ...faultIn(
        'tRPC batch',
        await post('/trpc/ordering/mergeCart,mergeCart?batch=1', body, { ...JSON_TYPE, ...headers }),
        400,
        ...status,
      ),
    ];
    expect(faults).toEqual([]);
  });

  it('gains nothing from the names of prototypes and repeated keys', async () => {
    const line = `{"variantId":"${String(known.variantId)}","quantity":-1}`;
    const bodies = [
      `{"__proto__":{"lines":[]},"lines":[${line}]}`,
      `{"constructor":{"prototype":{"admin":true}},"lines":[${line}]}`,
      `{"lines":[],"lines":[${line}]}`,
      `{"lines":[{"__proto__":{"quantity":1},"variantId":"${String(known.variantId)}"}]}`,
    ];
    const faults = await Promise.all(
      bodies.flatMap((body) =>
        ['/v1/carts', '/trpc/ordering/createCart'].map(async (path) =>
          faultIn(`${path} ${body}`, await post(path, body, JSON_TYPE), 400),
        ),
      ),
    );
    expect(faults.flat()).toEqual([]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('is told that there is nothing at an address or by a method that does not exist', async () => {
    const get = async (path: string, init: RequestInit = {}) => readAnswer(await fetch(`${stage.url}${path}`, init));
    const faults = [
      ...faultIn('no route', await get('/v1/nothing'), 404),
      ...faultIn('no context', await get('/trpc/nothing/at'), 404),
      ...faultIn('no procedure', await get('/trpc/ordering/nothing'), 404),
      ...faultIn('prototype as a procedure', await get('/trpc/ordering/__proto__'), 404),
      ...faultIn('constructor as a procedure', await get('/trpc/ordering/constructor'), 404),
      ...faultIn('a query by POST', await post('/trpc/ordering/listMyOrders', '{}', JSON_TYPE), 405),
      ...faultIn('a mutation by GET', await get('/trpc/ordering/createCart'), 405),
      ...faultIn('a method that is not offered', await get('/v1/carts', { method: 'DELETE' }), 404, 405),
      ...faultIn('an input that is no JSON', await get('/trpc/catalog/listProducts?input=%7B'), 400),
      ...faultIn('a bad escape in the address', await get('/v1/products/%E0%A4%A'), 400, 404),
      ...faultIn('a path that climbs', await get('/v1/products/..%2f..%2fhealth'), 400, 404),
      ...faultIn(
        'a batch that is too long',
        await get(`/trpc/catalog/${Array.from({ length: 21 }, () => 'listProducts').join(',')}?batch=1&input=%7B%7D`),
        400,
      ),
      ...faultIn('a very long address', await get(`/v1/products?cursor=${'x'.repeat(10_000)}`), 400, 414, 431),
    ];
    expect(faults).toEqual([]);
  });

  it('is refused for each token that nobody may believe', async () => {
    const faults: string[] = [];
    for (const [name, token] of Object.entries(wrongTokens())) {
      const headers = { authorization: `Bearer ${token}` };
      for (const path of ['/v1/me', '/v1/products', '/trpc/identity/me', '/trpc/catalog/listCategories']) {
        const answer = await readAnswer(await fetch(`${stage.url}${path}`, { headers }));
        faults.push(...faultIn(`${name} at ${path}`, answer, 401));
        if (!/^identity\.token_/.test(String(problemIn(answer).code)))
          faults.push(`${name} at ${path}: ${String(problemIn(answer).code)}`);
      }
    }
    for (const authorization of [
      'Basic YTpi',
      'Bearer',
      'Bearer a b',
      tokenOf(PEOPLE.buyer),
      `Token ${tokenOf(PEOPLE.buyer)}`,
    ]) {
      faults.push(
        ...faultIn(
          authorization.slice(0, 20),
          await readAnswer(await fetch(`${stage.url}/v1/me`, { headers: { authorization } })),
          401,
        ),
      );
    }
    expect(faults).toEqual([]);
  });

  it('is refused for a token of 100 kB', async () => {
    const { port } = new URL(stage.url);
    const status = await new Promise<number>((resolve, reject) => {
      const call = request(
        { port, host: '127.0.0.1', path: '/v1/me', headers: { authorization: `Bearer ${endlessToken()}` } },
        (response) => resolve(response.resume().statusCode!),
      );
      call.once('error', reject).end();
    });
    expect([401, 431]).toContain(status);
  });

  it.each(TRANSPORTS)('needs an idempotency key where money moves or orders are made, over %s', async (transport) => {
    const demanding = allProcedures().filter(({ definition }) => definition.idempotency === 'required');
    expect(demanding.length).toBeGreaterThan(4);
    const faults: string[] = [];
    for (const procedure of demanding) {
      const caller =
        procedure.definition.access.kind === 'admin'
          ? 'operator'
          : procedure.definition.access.kind === 'store'
            ? PEOPLE.owner
            : PEOPLE.buyer;
      for (const [key, code] of [
        [undefined, 'idempotency.key_required'],
        ['a key', 'idempotency.key_invalid'],
        ['x'.repeat(256), 'idempotency.key_invalid'],
        ['é', 'idempotency.key_invalid'],
      ] as const) {
        const headers = {
          authorization: `Bearer ${tokenOf(caller)}`,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        };
        const answer = await send(stage.url, procedure, transport, { input: sampleInput(procedure, known), headers });
        if (answer.status !== 400 || answer.body.code !== code || answer.body.field !== 'Idempotency-Key')
          faults.push(`${titleOf(procedure)} with ${key ?? 'none'}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('still leaves the marketplace able to answer', async () => {
    expect((await fetch(`${stage.url}/health`)).status).toBe(200);
    expect((await stage.api.identity.me({}, as(PEOPLE.buyer))).userId).toBe(known.userId);
  });
});
