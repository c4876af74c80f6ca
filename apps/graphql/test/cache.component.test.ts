import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type EventData, type EventName, events } from '@haat/contracts';
import { CACHE_LIMITS } from '../src/cache/response-cache.ts';
import { as, setStage, type Stage } from './builders/stage.ts';
import { productId, STORES, variantId } from './builders/contexts.ts';

const LISTING = '{ products(first: 3) { nodes { title store { name } } } }';
const PRODUCT = `{ product(productId: "${productId(4)}") { title store { name } } }`;
const STOCK = `{ product(productId: "${productId(4)}") { title variants { availability } } }`;
const OF_STORE = `{ products(storeId: "${STORES[1]}") { nodes { title } } }`;

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterAll(() => stage.app.close());

const cacheOf = async (query: string, headers?: Record<string, string>): Promise<string | undefined> =>
  (await stage.ask(query, {}, headers)).cache;

/** Shows an event to whoever looks at the bus, as the relay of its producer would. */
async function happens<Name extends EventName>(name: Name, data: EventData<Name>): Promise<void> {
  const envelope = {
    specversion: '1.0',
    id: 'e',
    source: 's',
    type: events[name].type,
    subject: 's',
    time: '2026-03-01T12:00:00Z',
    data,
  };
  await stage.bus.publish([{ position: 1n, key: 'k', envelope } as never]);
}

const changed = (number: number, storeId: string) =>
  happens('productChanged', { productId: productId(number), storeId, title: 't', status: 'active', variants: [] });

const storeChanged = (storeId: string) =>
  happens('storeChanged', { storeId, name: 'n', slug: 's', status: 'approved', currency: 'EUR', ownerIds: [] });

describe('an answer that is the same for everybody', () => {
  it('is given again without asking anybody, signed in or not', async () => {
    const first = await stage.ask(LISTING);
    const calls = stage.asked.length;
    const again = await stage.ask(LISTING, {}, as('anna'));
    expect([first.cache, again.cache, stage.asked.length]).toEqual(['miss', 'hit', calls]);
    expect(again.body).toEqual(first.body);
  });

  it('belongs to its operation, variables and accepted form', async () => {
    const query = 'query($first: Int) { products(first: $first) { nodes { title } } }';
    await stage.ask(query, { first: 1 });
    expect((await stage.ask(query, { first: 2 })).cache).toBe('miss');
    expect((await stage.ask(query, { first: 1 }, { accept: 'application/graphql-response+json' })).cache).toBe('miss');
    expect((await stage.ask(query, { first: 1 })).cache).toBe('hit');
  });

  it('is made once for many who ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => stage.ask(LISTING)));
    expect(new Set(all.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(stage.asked.filter(({ call }) => call === 'catalog.listProducts')).toHaveLength(1);
  });

  it('is forgotten after a while', async () => {
    await stage.ask(LISTING);
    stage.clock.advance(CACHE_LIMITS.ttlMs - 1);
    expect(await cacheOf(LISTING)).toBe('hit');
    stage.clock.advance(1);
    expect(await cacheOf(LISTING)).toBe('miss');
  });

  it('with exact counts is forgotten after a moment', async () => {
    await stage.ask(STOCK);
    stage.clock.advance(CACHE_LIMITS.countsTtlMs - 1);
    expect(await cacheOf(STOCK)).toBe('hit');
    stage.clock.advance(1);
    expect(await cacheOf(STOCK)).toBe('miss');
  });
});

describe('what belongs to somebody', () => {
  const ME = '{ me { userId } products(first: 1) { nodes { title } } }';

  it('is never given to anybody else', async () => {
    const anna = await stage.ask(ME, {}, as('anna'));
    const bert = await stage.ask(ME, {}, as('bert'));
    const nobody = await stage.ask(ME);
    expect([anna.cache, bert.cache, nobody.cache]).toEqual(['bypass', 'bypass', 'bypass']);
    expect(anna.body.data!.me).not.toEqual(bert.body.data!.me);
    expect(nobody.body.data!.me).toBeNull();
  });

  it('is never shared among those who ask at once', async () => {
    const answers = await Promise.all(['anna', 'bert', 'carl', 'dora'].map((name) => stage.ask(ME, {}, as(name))));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.data!.me))).size).toBe(4);
  });

  it('is not kept for the one who asked either', async () => {
    await stage.ask('{ myStores { role } }', {}, as('seller'));
    expect(await cacheOf('{ myStores { role } }', as('seller'))).toBe('bypass');
  });

  it('is what a member sees of a product that is not on the market', async () => {
    const hidden = `{ product(productId: "${productId(999)}") { title } }`;
    await stage.ask(hidden, {}, as('seller'));
    const anyone = await stage.ask(hidden);
    expect(anyone.cache).toBe('miss');
  });
});

describe('an error', () => {
  it('is not kept', async () => {
    stage.off.add('stores');
    await stage.ask(LISTING);
    stage.off.delete('stores');
    const { cache, body } = await stage.ask(LISTING);
    expect([cache, body.errors]).toEqual(['miss', undefined]);
  });
});

describe('a change', () => {
  const fill = async () => {
    for (const query of [LISTING, PRODUCT, STOCK, OF_STORE]) await stage.ask(query);
  };
  const hits = async () =>
    Promise.all([LISTING, PRODUCT, STOCK, OF_STORE].map((query) => cacheOf(query).then((how) => how === 'hit')));

  beforeEach(fill);

  it('of a product takes away what shows it and every list it could stand in, and nothing else', async () => {
    await changed(4, STORES[0]!);
    expect(await hits()).toEqual([false, false, false, true]);
  });

  it('of another product leaves the product’s page', async () => {
    await changed(77, STORES[1]!);
    expect(await hits()).toEqual([false, true, true, false]);
  });

  it('of a store takes away its products', async () => {
    await storeChanged(STORES[1]!);
    expect(await hits()).toEqual([false, true, true, false]);
  });

  it('of stock takes away what shows the variant', async () => {
    await happens('stockStatusChanged', { variantId: variantId(4), storeId: STORES[0]!, inStock: false, available: 0 });
    expect(await hits()).toEqual([true, true, false, true]);
  });

  it('is not overtaken by an answer that was begun before it', async () => {
    await changed(4, STORES[0]!);
    await stage.ask(PRODUCT);
    expect(await cacheOf(PRODUCT)).toBe('miss');
    stage.clock.advance(CACHE_LIMITS.settleMs + 1);
    await stage.ask(PRODUCT);
    expect(await cacheOf(PRODUCT)).toBe('hit');
  });
});
