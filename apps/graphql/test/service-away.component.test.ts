import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { shopHandlers } from './builders/shop.ts';
import { setStage, type Stage } from './builders/stage.ts';

const LISTING = '{ products(first: 2) { nodes { title store { name } category { name } variants { availability } } } }';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterAll(() => stage.app.close());

const nodesOf = (body: { data?: unknown }) =>
  (body.data as { products: { nodes: Record<string, unknown>[] } }).products.nodes;

describe('a service that is away', () => {
  it.each([
    ['stores', { title: 'Thing 0', store: null, category: { name: 'Things' }, variants: [{ availability: 5 }] }],
    [
      'inventory',
      {
        title: 'Thing 0',
        store: { name: 'Store 1' },
        category: { name: 'Things' },
        variants: [{ availability: null }],
      },
    ],
  ] as const)('%s leaves null and an error at its path, and recovers by itself', async (name, expected) => {
    stage.off.add(name);
    const { body, status, cache } = await stage.ask(LISTING);
    expect([status, cache]).toEqual([200, 'bypass']);
    expect(nodesOf(body)[0]).toEqual(expected);
    expect(body.errors).toHaveLength(2);
    expect(body.errors![0]).toMatchObject({
      extensions: { code: 'service.unavailable', kind: 'unavailable', service: name },
    });
    expect(body.errors![0]!.path!.slice(0, 3)).toEqual(['products', 'nodes', 0]);
    stage.off.delete(name);
    expect((await stage.ask(LISTING)).body.errors).toBeUndefined();
  });

  it('catalog leaves the rest of the operation', async () => {
    stage.off.add('catalog');
    const { body } = await stage.ask(
      '{ products { nodes { title } } store(storeId: "01900000-0000-7000-8003-000000000001") { name } }',
    );
    expect(body).toMatchObject({
      data: { products: null, store: { name: 'Store 1' } },
      errors: [{ path: ['products'] }],
    });
  });

  it('that never answers is waited for only so long', async () => {
    const handlers = shopHandlers();
    const never = { ...handlers, stores: { storesByIds: () => new Promise(() => {}) } } as never;
    const slow = setStage({ handlers: never, timeouts: { upstreamMs: 30 } });
    const { body } = await slow.ask(LISTING);
    expect(nodesOf(body)[0]).toMatchObject({ title: 'Thing 0', store: null });
    expect(body.errors![0]!.extensions).toMatchObject({ code: 'service.unavailable', service: 'stores' });
    await slow.app.close();
  });

  it('ends an operation that takes too long as a whole', async () => {
    const handlers = shopHandlers();
    const never = { ...handlers, stores: { storesByIds: () => pause(60_000, {}, { ref: false }) } } as never;
    const slow = setStage({ handlers: never, timeouts: { upstreamMs: 10_000, executionMs: 40 } });
    const { status, body } = await slow.ask(LISTING);
    expect([status, body.errors![0]!.extensions.code]).toEqual([503, 'graphql.timed_out']);
    await slow.app.close();
  });

  it('tells nothing of a defect, and raises the alarm', async () => {
    const broken = setStage({
      handlers: {
        catalog: {
          listProducts: async () => {
            throw new TypeError('secret words');
          },
        },
      },
    });
    const { body } = await broken.ask('{ products { nodes { title } } }');
    expect(JSON.stringify(body)).not.toContain('secret words');
    expect(body.errors![0]!.extensions).toEqual({ code: 'internal.unexpected', kind: 'internal' });
    expect(broken.defects.join()).toContain('secret words');
    await broken.app.close();
  });
});
