import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineContract, mutation, query, storeMember } from '@haat/contracts';
import { type Actor, DomainError, type ErrorKind } from '@haat/domain';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createServer, ERROR_KINDS, type Service } from '../../src/index.ts';

const kinds = Object.keys(ERROR_KINDS) as [ErrorKind, ...ErrorKind[]];
const STORE = '01900000-0000-7000-8000-000000000001';

const contract = defineContract('probe', {
  fail: mutation({
    summary: 'Fail',
    access: 'public',
    input: z.object({ kind: z.enum(kinds), wrapped: z.boolean().default(false) }),
    output: z.object({}),
    rest: { method: 'POST', path: '/v1/fail' },
  }),
  crash: mutation({
    summary: 'Crash',
    access: 'public',
    input: z.object({}),
    output: z.object({}),
    rest: { method: 'POST', path: '/v1/crash' },
  }),
  busy: mutation({
    summary: 'Be busy',
    access: 'public',
    input: z.object({}),
    output: z.object({}),
    rest: { method: 'POST', path: '/v1/busy' },
  }),
  headers: mutation({
    summary: 'Show a header',
    access: 'public',
    input: z.object({}),
    output: z.object({ address: z.unknown() }),
    rest: { method: 'POST', path: '/v1/headers' },
  }),
  echo: query({
    summary: 'Echo',
    access: 'user',
    input: z.object({
      limit: z.int().min(1).max(5).default(3),
      tags: z.array(z.string()).optional(),
      on: z.boolean().optional(),
      id: z.string(),
    }),
    output: z.object({ input: z.unknown(), who: z.string() }),
    rest: { method: 'GET', path: '/v1/echo/{id}' },
  }),
  ofStore: query({
    summary: 'Of a store',
    access: storeMember('manager'),
    input: z.object({ storeId: z.guid() }),
    output: z.object({}),
    rest: { method: 'GET', path: '/v1/stores/{storeId}/probe' },
  }),
  pay: mutation({
    summary: 'Pay',
    access: 'public',
    idempotency: 'required',
    input: z.object({ b: z.int(), a: z.int() }),
    output: z.object({ claim: z.unknown() }),
    rest: { method: 'POST', path: '/v1/pay' },
  }),
  hidden: query({ summary: 'Internal', access: 'internal', input: z.object({}), output: z.object({}) }),
});

const nameOf = (actor: Actor): string => (actor.kind === 'user' ? actor.userId : actor.kind);

const service: Service<typeof contract> = {
  name: 'probe',
  contract,
  handlers: {
    fail: async ({ input }) => {
      const error = new DomainError('probe.failed', input.kind, 'It failed.', { field: 'kind', rule: 'fails' });
      throw input.wrapped ? new Error('outer', { cause: new Error('middle', { cause: error }) }) : error;
    },
    crash: async () => {
      throw new TypeError('secret words');
    },
    busy: async () => {
      throw new DomainError('probe.busy', 'too_many_requests', 'Come again later.', { retryAfterS: 41.2 });
    },
    headers: async ({ headers }) => ({ address: headers['x-real-ip'] }),
    echo: async ({ input, actor }) => ({ input, who: nameOf(actor) }),
    ofStore: async () => ({}),
    pay: async ({ intent }) => ({ claim: intent.idempotency }),
    hidden: async () => ({}),
  },
  subscriptions: [],
  workers: [],
  database: undefined as never,
};

describe('a procedure over REST and tRPC', () => {
  let app: FastifyInstance;
  const defects: unknown[] = [];

  beforeAll(async () => {
    app = createServer(service as never, {
      authenticator: {
        authenticate: async (token) => {
          if (token === 'bad') throw new DomainError('identity.token_invalid', 'unauthenticated', 'No.');
          return { userId: token, roles: token === 'admin' ? ['admin'] : ['buyer'], email: null };
        },
        membershipsOf: async (userId) => {
          if (userId === 'manager') return [{ storeId: STORE, role: 'manager' }];
          return userId === 'staff' ? [{ storeId: STORE, role: 'staff' }] : [];
        },
      },
      checkOutput: true,
      onDefect: (error) => defects.push(error),
    });
    await app.ready();
  });
  afterAll(() => app.close());

  const as = (user?: string) => (user === undefined ? {} : { authorization: `Bearer ${user}` });
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url, payload, headers });

  describe.each(kinds)('an error of kind %s', (kind) => {
    it.each([false, true])('has the same code and status everywhere (wrapped: %s)', async (wrapped) => {
      const rest = await post('/v1/fail', { kind, wrapped });
      const trpc = await post('/trpc/fail', { kind, wrapped });
      const { status } = ERROR_KINDS[kind];
      expect(rest.statusCode).toBe(status);
      expect(trpc.statusCode).toBe(status);
      expect(rest.headers['content-type']).toContain('application/problem+json');
      expect(rest.json()).toMatchObject({
        code: 'probe.failed',
        status,
        field: 'kind',
        rule: 'fails',
        type: 'urn:haat:error:probe.failed',
      });
      expect(trpc.json().error.data.problem).toEqual(rest.json());
    });
  });

  it('says in a header when to come again, over REST and tRPC', async () => {
    for (const url of ['/v1/busy', '/trpc/busy']) {
      const answer = await post(url, {});
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '42']);
    }
    expect((await post('/v1/fail', { kind: 'too_many_requests' })).headers['retry-after']).toBeUndefined();
  });

  it('hands the headers of a request to the handler', async () => {
    const answer = await post('/v1/headers', {}, { 'x-real-ip': '192.0.2.7' });
    expect(answer.json()).toEqual({ address: '192.0.2.7' });
  });

  it('tells nothing of a defect and raises the alarm', async () => {
    const rest = await post('/v1/crash', {});
    const trpc = await post('/trpc/crash', {});
    expect([rest.statusCode, trpc.statusCode]).toEqual([500, 500]);
    expect(rest.body + trpc.body).not.toContain('secret words');
    expect(rest.json().code).toBe('internal.unexpected');
    expect(trpc.json().error.data.problem.code).toBe('internal.unexpected');
    expect(defects.length).toBeGreaterThanOrEqual(2);
  });

  it('reads a query string by the schema and names what does not fit', async () => {
    const good = await app.inject({ url: '/v1/echo/x?limit=5&tags=a&on=true', headers: as('u1') });
    expect(good.json()).toEqual({ input: { limit: 5, tags: ['a'], on: true, id: 'x' }, who: 'u1' });
    for (const limit of ['6', '0', '1.5', 'NaN', '1e3', '']) {
      const bad = await app.inject({ url: `/v1/echo/x?limit=${limit}`, headers: as('u1') });
      expect(bad.statusCode).toBe(400);
      expect(bad.json()).toMatchObject({ code: 'request.invalid', field: 'limit' });
      expect(bad.json().errors[0]).toMatchObject({ field: 'limit' });
    }
  });

  it('asks for a sign-in, and says what is wrong with a token', async () => {
    expect((await app.inject({ url: '/v1/echo/x' })).json().code).toBe('access.sign_in_required');
    expect((await app.inject({ url: '/v1/echo/x', headers: as('bad') })).json().code).toBe('identity.token_invalid');
    const basic = await app.inject({ url: '/v1/echo/x', headers: { authorization: 'Basic eA==' } });
    expect(basic.json()).toMatchObject({ status: 401, code: 'identity.token_invalid' });
  });

  it.each([
    ['a manager', 'manager', 200, undefined],
    ['an admin', 'admin', 200, undefined],
    ['staff, who may not', 'staff', 403, 'access.forbidden'],
    ['a stranger, to whom it does not exist', 'u1', 404, 'stores.store_not_found'],
    ['nobody', undefined, 401, 'access.sign_in_required'],
  ])('lets %s into a store as declared', async (_who, user, status, code) => {
    const answer = await app.inject({ url: `/v1/stores/${STORE}/probe`, headers: as(user) });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().code).toBe(code);
  });

  it('keeps internal procedures away from the outside', async () => {
    const answer = await app.inject({ url: '/trpc/hidden?input=%7B%7D', headers: as('admin') });
    expect(answer.statusCode).toBe(403);
  });

  it('demands a key where money moves, and claims it with a digest that ignores the order of fields', async () => {
    expect((await post('/v1/pay', { a: 1, b: 2 })).json().code).toBe('idempotency.key_required');
    expect((await post('/v1/pay', { a: 1, b: 2 }, { 'idempotency-key': 'ü' })).json().code).toBe(
      'idempotency.key_invalid',
    );
    expect((await post('/v1/pay', { a: 1, b: 2 }, { 'idempotency-key': 'x'.repeat(256) })).json().code).toBe(
      'idempotency.key_invalid',
    );
    const claim = async (url: string, payload: object) => {
      const json = (await post(url, payload, { 'idempotency-key': 'k' })).json();
      return json.claim ?? json.result.data.claim;
    };
    const first = await claim('/v1/pay', { a: 1, b: 2 });
    expect(first).toMatchObject({ key: 'k', procedure: 'probe.pay' });
    expect(await claim('/v1/pay', { b: 2, a: 1 })).toEqual(first);
    expect(await claim('/trpc/pay', { b: 2, a: 1 })).toEqual(first);
    expect((await claim('/v1/pay', { a: 1, b: 3 })).requestHash).not.toBe(first.requestHash);
  });

  it.each([
    ['no JSON', '{"a":', 'application/json', 400],
    ['a list', '[]', 'application/json', 400],
    ['another media type', 'a=1', 'application/x-www-form-urlencoded', 415],
    ['a poisoned prototype', '{"__proto__":{"a":1}}', 'application/json', 400],
    ['more than a megabyte', JSON.stringify({ a: 'x'.repeat(1_100_000) }), 'application/json', 413],
    ['deep nesting', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'application/json', 400],
  ])('refuses %s with a problem', async (_what, payload, contentType, status) => {
    for (const url of ['/v1/pay', '/trpc/pay']) {
      const answer = await app.inject({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': contentType, 'idempotency-key': 'k' },
      });
      expect(answer.statusCode).toBe(status);
      const body = answer.json();
      expect(body.code ?? body.error.data.problem.code).toMatch(/^request\./);
    }
  });

  it('names the methods of an address to who asks by another', async () => {
    for (const [method, url, allow] of [
      ['DELETE', '/v1/echo/some-id?x=1', 'GET, HEAD'],
      ['GET', '/v1/pay', 'POST'],
    ] as const) {
      const answer = await app.inject({ method, url });
      expect(answer.json()).toMatchObject({ status: 405, code: 'request.method_not_allowed' });
      expect(answer.headers.allow).toBe(allow);
    }
  });

  it('answers an unknown address or procedure with a problem', async () => {
    expect((await app.inject({ url: '/v1/nothing' })).json()).toMatchObject({ status: 404, code: 'request.no_route' });
    expect((await app.inject({ url: '/trpc/nothing' })).json().error.data.problem).toMatchObject({
      status: 404,
      code: 'request.not_found',
    });
  });
});
