import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aCatalog, created, OTHER_STORE, STORE, uuid, type World } from '../builders/catalog.ts';

type Card = {
  productId: string;
  priceFrom: { amountMinor: string };
  rating: { average: number | null };
  title: string;
};

let world: World;
let shirts: string;
let linen: string;
beforeAll(async () => {
  world = await aCatalog();
  const category = async (slug: string, parentId: string | null) =>
    (await world.request('POST', '/v1/categories', { as: 'admin', body: { slug, name: slug, parentId } })).body
      .categoryId;
  shirts = await category('shirts', null);
  linen = await category('linen', shirts);
  // Prices and ratings repeat, so that pages end within equals.
  for (let n = 0; n < 23; n += 1) {
    const variants = [{ sku: `L-${n}`, priceMinor: `${100 * (1 + (n % 4))}` }];
    const product = await created(world, { title: `${n}`, variants, categoryId: [shirts, linen, null][n % 3] });
    await rate(product, n);
    if (n % 2 === 0)
      await world.tell('stockStatusChanged', { variantId: product.variants[0].variantId, inStock: true });
  }
  await created(world, { title: 'draft', status: 'draft' });
  await created(world, { title: 'elsewhere' }, { store: OTHER_STORE, as: 'stranger' });
});
afterAll(() => world.close());
afterEach(() => expect(world.defects.splice(0)).toEqual([]));

/** Writes `n % 3` reviews with changing stars. */
async function rate({ productId }: { productId: string }, n: number) {
  for (let review = 0; review < n % 3; review += 1) {
    const orderLineId = uuid(n * 10 + review, 5);
    const lines = [{ orderLineId, productId }] as never;
    const deliveredAt = '2026-01-02T00:00:00Z';
    await world.tell('orderDelivered', {
      orderId: uuid(n, 6),
      owner: 'user:buyer',
      storeId: STORE,
      deliveredAt,
      lines,
    });
    const body = { orderLineId, rating: 1 + ((n + review) % 5) };
    expect((await world.request('POST', '/v1/reviews', { as: 'buyer', body })).status).toBe(201);
  }
}

const list = async (query: string) => (await world.request('GET', `/v1/products?${query}`)).body;

async function walk(query: string, limit: number): Promise<Card[]> {
  const seen: Card[] = [];
  let page = await list(`${query}&limit=${limit}`);
  for (;;) {
    seen.push(...page.items);
    if (page.nextCursor === null) return seen;
    expect(page.items).toHaveLength(limit);
    page = await list(`${query}&limit=${limit}&cursor=${page.nextCursor}`);
  }
}

describe('a listing', () => {
  const price = (card: Card) => Number(card.priceFrom.amountMinor);
  const stars = (card: Card) => card.rating.average ?? 0;
  it.each([
    ['newest', (a: Card, b: Card) => (a.productId < b.productId ? 1 : -1)],
    ['price_asc', (a: Card, b: Card) => price(a) - price(b) || (a.productId < b.productId ? -1 : 1)],
    ['price_desc', (a: Card, b: Card) => price(b) - price(a) || (a.productId < b.productId ? 1 : -1)],
    ['rating', (a: Card, b: Card) => stars(b) - stars(a) || (a.productId < b.productId ? 1 : -1)],
  ])('by %s has every product once, in order, whatever the size of the page', async (sort, order) => {
    const all = await walk(`sort=${sort}`, 100);
    expect(all).toHaveLength(24);
    expect(all).toEqual(all.toSorted(order));
    for (const limit of [1, 7, 24]) expect(await walk(`sort=${sort}`, limit)).toEqual(all);
  });

  it('filters', async () => {
    const all = await walk('sort=newest', 100);
    const titles = (cards: Card[]) => cards.map(({ title }) => title);
    const where = (test: (n: number) => boolean) =>
      titles(all).filter((title) => title !== 'elsewhere' && test(Number(title)));
    expect(titles(await walk(`categoryId=${linen}`, 3))).toEqual(where((n) => n % 3 === 1));
    expect(titles(await walk(`categoryId=${shirts}`, 3))).toEqual(where((n) => n % 3 !== 2));
    expect(titles(await walk(`storeId=${STORE}`, 5))).toEqual(where(() => true));
    expect(titles(await walk('inStock=true', 5))).toEqual(where((n) => n % 2 === 0));
    expect(titles(await walk('priceFromMinor=200&priceToMinor=300', 5))).toEqual(where((n) => [1, 2].includes(n % 4)));
    expect(titles(await walk('minRating=4', 5))).toEqual(titles(all.filter((card) => stars(card) >= 4)));
    expect(titles(await walk(`inStock=true&storeId=${STORE}&categoryId=${shirts}&sort=price_asc`, 2))).toHaveLength(8);
    expect(await walk('priceFromMinor=300&priceToMinor=200', 5)).toEqual([]);
    expect(await walk(`categoryId=${uuid(404)}`, 5)).toEqual([]);
  });

  it('does not take a cursor of another sort, another list, or nobody', async () => {
    const { nextCursor } = await list('limit=2&sort=price_asc');
    const forged = (text: string) => Buffer.from(text).toString('base64url');
    for (const query of [
      `sort=price_desc&cursor=${nextCursor}`,
      'cursor=nonsense',
      `cursor=${forged(`newest:5:${uuid(1)}`)}`,
      `sort=price_asc&cursor=${forged(`price_asc::${uuid(1)}`)}`,
      `sort=price_asc&cursor=${forged(`price_asc:99999999999999999:${uuid(1)}`)}`,
      `cursor=${forged("newest::' OR 1=1 --")}`,
    ]) {
      const answer = await world.request('GET', `/v1/products?${query}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'catalog.cursor_invalid', field: 'cursor' } });
    }
    const ofStore = await world.request('GET', `/v1/stores/${STORE}/products?cursor=${nextCursor}`, { as: 'staff' });
    expect(ofStore.body.code).toBe('catalog.cursor_invalid');
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=1.5',
    'minRating=6',
    'priceFromMinor=-1',
    'sort=random',
    'categoryId=1',
    'inStock=maybe',
  ])('refuses %s', async (query) => {
    const answer = await world.request('GET', `/v1/products?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { field: query.slice(0, query.indexOf('=')) } });
  });

  it('of a store shows every status to its members only', async () => {
    const url = `/v1/stores/${STORE}/products?limit=100`;
    expect((await world.request('GET', url, { as: 'staff' })).body.items).toHaveLength(24);
    expect((await world.request('GET', `${url}&status=draft`, { as: 'manager' })).body.items).toHaveLength(1);
    expect((await world.request('GET', url, { as: 'stranger' })).status).toBe(404);
    expect((await world.request('GET', url)).status).toBe(401);
  });
});

describe('stock in a listing', () => {
  it('is there while any variant is in stock', async () => {
    const variants = ['S', 'M'].map((size) => ({ sku: `IN-${size}`, options: { Size: size }, priceMinor: '7' }));
    const { productId, variants: made } = await created(world, { options: ['Size'], variants });
    const [small, medium] = made.map(({ variantId }: { variantId: string }) => variantId);
    const inStock = async () =>
      (await world.request('GET', `/v1/products/${productId}`)).body.variants.map(
        (v: { inStock: boolean }) => v.inStock,
      );
    const listed = async () => (await list('priceToMinor=7&inStock=true')).items.length;
    await world.tell('stockStatusChanged', { variantId: small, inStock: true }, { variantId: medium, inStock: true });
    expect([await inStock(), await listed()]).toEqual([[true, true], 1]);
    await world.tell('stockStatusChanged', { variantId: small, inStock: true }, { variantId: small, inStock: false });
    expect([await inStock(), await listed()]).toEqual([[false, true], 1]);
    await world.tell('stockStatusChanged', { variantId: medium, inStock: false });
    expect([await inStock(), await listed()]).toEqual([[false, false], 0]);
  });
});

describe('the tree of categories', () => {
  const add = (slug: string, parentId: string | null, as?: string) =>
    world.request('POST', '/v1/categories', {
      ...(as === undefined ? {} : { as }),
      body: { slug, name: slug, parentId },
    });

  it('has six levels, parents before children, and each slug once', async () => {
    let parentId: string | null = null;
    for (let depth = 1; depth <= 6; depth += 1) {
      const { status, body } = await add(`level-${depth}`, parentId, 'admin');
      expect({ status, depth: body.depth, parentId: body.parentId }).toEqual({ status: 201, depth, parentId });
      parentId = body.categoryId;
    }
    expect((await add('level-7', parentId, 'admin')).body.code).toBe('catalog.category_too_deep');
    expect(await add('level-1', null, 'admin')).toMatchObject({ status: 409, body: { code: 'catalog.slug_taken' } });
    expect(await add('orphan', uuid(404), 'admin')).toMatchObject({
      body: { code: 'catalog.category_not_found', field: 'parentId' },
    });
    const { items } = (await world.request('GET', '/v1/categories')).body;
    const depths = items.map(({ depth }: { depth: number }) => depth);
    expect(depths).toEqual(depths.toSorted());
  });

  it('is grown by admins', async () => {
    expect((await add('x1', null, 'manager')).status).toBe(403);
    expect((await add('x2', null)).status).toBe(401);
  });
});
