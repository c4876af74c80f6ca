import { describe, expect, it } from '@jest/globals';
import { createHaatClient, HaatError, operations } from '../src/index.ts';

type Seen = { url: string; headers: Record<string, string>; body: Record<string, unknown> };

/** A server that gives what it is told to, one answer after the other, and remembers what it was asked. */
function aServer(...answers: (() => Response)[]) {
  const seen: Seen[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    seen.push({ url, headers: init.headers as Record<string, string>, body: JSON.parse(init.body as string) as never });
    return answers[Math.min(seen.length, answers.length) - 1]!();
  }) as typeof globalThis.fetch;
  return { seen, fetch };
}

const json =
  (body: object, init: ResponseInit = {}) =>
  () =>
    new Response(JSON.stringify(body), { ...init, headers: { 'content-type': 'application/json', ...init.headers } });
const retry = { baseMs: 1, capMs: 2 };
const ship = { orderId: 'o', carrier: 'Post', trackingNumber: '1' };
const done = json({ data: { shipOrder: { order: null } } });
const broken = () => {
  throw new TypeError('fetch failed');
};

describe('executing a document', () => {
  it('sends its hash, and its text only where the server does not know it', async () => {
    const unknown = json(
      { errors: [{ message: 'no', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
      { status: 404 },
    );
    const { seen, fetch } = aServer(unknown, json({ data: { me: { userId: 'u' } } }));
    const client = createHaatClient({ url: 'http://shop', getToken: () => 'token', guestToken: 'guest', fetch });
    expect(await client.execute(operations.ShowMeDocument, {})).toEqual({ me: { userId: 'u' } });
    expect(seen.map(({ body }) => body.query)).toEqual([undefined, operations.ShowMeDocument.text]);
    expect(seen[0]).toMatchObject({
      url: 'http://shop/graphql',
      headers: { authorization: 'Bearer token', 'x-guest-token': 'guest' },
      body: { operationName: 'ShowMe', extensions: { persistedQuery: { version: 1 } } },
    });
    expect(seen[0]!.headers['idempotency-key']).toBeUndefined();
  });

  it('repeats a mutation under one key, after no answer, a 503, a 429 and a context that is away', async () => {
    const away = json({
      data: { shipOrder: null },
      errors: [{ message: 'away', extensions: { code: 'service.unavailable', kind: 'unavailable' } }],
    });
    const busy = () =>
      new Response('{"code":"gateway.rate_limited"}', { status: 429, headers: { 'retry-after': '0' } });
    const { seen, fetch } = aServer(broken, () => new Response('', { status: 503 }), busy, away, done);
    const client = createHaatClient({ url: 'http://shop', fetch, retry });
    await client.execute(operations.ShipOrderDocument, ship);
    const keys = seen.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(5);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('gives up at the limit of tries, and at once where nothing would change', async () => {
    const { seen, fetch } = aServer(broken);
    const client = createHaatClient({ url: 'http://shop', fetch, retry: { ...retry, attempts: 3 } });
    await expect(client.execute(operations.ShowMeDocument, {})).rejects.toMatchObject({ code: 'client.network' });
    expect(seen).toHaveLength(3);
    const refusal = {
      message: 'no',
      path: ['shipOrder'],
      extensions: { code: 'ordering.already_shipped', kind: 'rule_broken', field: 'orderId', rule: 'r' },
    };
    const refused = aServer(json({ data: { shipOrder: null }, errors: [refusal] }));
    const other = createHaatClient({ url: 'http://shop', fetch: refused.fetch, retry });
    const error: unknown = await other
      .execute(operations.ShipOrderDocument, ship, { idempotencyKey: 'mine' })
      .catch((one: unknown) => one);
    expect(error).toBeInstanceOf(HaatError);
    expect(error).toMatchObject({ code: 'ordering.already_shipped', field: 'orderId', rule: 'r', path: ['shipOrder'] });
    expect(refused.seen.map(({ headers }) => headers['idempotency-key'])).toEqual(['mine']);
  });

  it('gives a part of an answer to whoever asks for it', async () => {
    const error = {
      message: 'away',
      path: ['product', 'store'],
      extensions: { code: 'service.unavailable', kind: 'unavailable' },
    };
    const { fetch } = aServer(json({ data: { product: { title: 't', store: null } }, errors: [error] }));
    const client = createHaatClient({ url: 'http://shop', fetch, retry });
    const variables = { productId: 'p' };
    expect(await client.executePartly(operations.ShowProductDocument, variables)).toMatchObject({
      data: { product: { title: 't' } },
      errors: [{ path: ['product', 'store'] }],
    });
    await expect(client.execute(operations.ShowProductDocument, variables)).rejects.toMatchObject({
      code: 'service.unavailable',
    });
  });

  it('walks through the pages of a list only as far as it is read', async () => {
    const page = (titles: string[], endCursor: string | null) =>
      json({
        data: {
          products: {
            edges: titles.map((title) => ({ node: { title } })),
            pageInfo: { endCursor, hasNextPage: endCursor !== null },
          },
        },
      });
    const { seen, fetch } = aServer(page(['a', 'b'], 'next'), page(['c'], 'last'), page(['d'], null));
    const client = createHaatClient({ url: 'http://shop', fetch });
    const read: string[] = [];
    for await (const { title } of client.iterate(
      operations.ListProductsDocument,
      { first: 2 },
      ({ products }) => products,
    )) {
      read.push(title);
      if (title === 'c') break;
    }
    expect(read).toEqual(['a', 'b', 'c']);
    expect(seen.map(({ body }) => body.variables)).toEqual([{ first: 2 }, { first: 2, after: 'next' }]);
  });

  it('goes on with a subscription after the last update that came, whatever cut it off', async () => {
    const event = (sequence: number) => `event: next\ndata: ${JSON.stringify({ data: { notices: { sequence } } })}\n\n`;
    const stream = (text: string) => () =>
      new Response(text, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
    const { seen, fetch } = aServer(
      stream(`:\n\n${event(1)}${event(2)}event: ne`),
      broken,
      stream(event(3)),
      json({ errors: [{ message: 'no', extensions: { code: 'identity.token_revoked' } }] }),
    );
    const client = createHaatClient({ url: 'http://shop', fetch, retry });
    const heard: number[] = [];
    const following = (async () => {
      for await (const { notices } of client.subscribe(operations.NoticeUpdatesDocument, {}))
        heard.push(notices.sequence);
    })();
    await expect(following).rejects.toMatchObject({ code: 'identity.token_revoked' });
    expect(heard).toEqual([1, 2, 3]);
    expect(seen.map(({ body }) => (body.variables as { after?: number }).after)).toEqual([undefined, 2, 2, 3]);
  });
});
