import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSearchSource } from '../../src/infrastructure/postgres/search-source.ts';
import { createFollowedIndex } from '../../src/infrastructure/search/followed-index.ts';
import { aCatalog, created, STORE, uuid, type World } from '../builders/catalog.ts';
import { found } from '../builders/search.ts';

const LOOK_EVERY_MS = 20;
/** Longer than the second that is promised, for a machine that does other things too. */
const PATIENCE_MS = 10_000;

let world: World;
beforeEach(async () => {
  world = await aCatalog();
  for (const worker of world.workers) worker.start();
});
afterEach(async () => {
  await Promise.all(world.workers.map((worker) => worker.stop()));
  await world.close();
});

const search = async (query: string) => (await world.request('GET', `/v1/search?${query}`)).body;
const titlesOf = async (query: string): Promise<string[]> =>
  (await search(query)).items.map(({ title }: { title: string }) => title);

/** Asks until the answer is as wished, and gives back the last one. */
async function until<T>(ask: () => Promise<T>, isWished: (answer: T) => boolean): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (isWished(answer) || performance.now() > deadline) return answer;
    await sleep(LOOK_EVERY_MS);
  }
}
const untilTitles = (query: string, wished: string[]) =>
  until(
    () => titlesOf(query),
    (titles) => titles.join() === wished.join(),
  );

describe('search follows the catalogue', () => {
  it('from creation through changes to the archive and back', async () => {
    const product = await created(world, { title: 'Apple iPhone' });
    const path = `/v1/stores/${STORE}/products/${product.productId}`;
    expect(await untilTitles('q=iPhne', ['Apple iPhone'])).toEqual(['Apple iPhone']);
    await world.request('PATCH', path, { as: 'manager', body: { title: 'Apple Watch' } });
    expect(await untilTitles('q=watch', ['Apple Watch'])).toEqual(['Apple Watch']);
    expect(await titlesOf('q=iphone')).toEqual([]);
    await world.request('POST', `${path}/archive`, { as: 'manager' });
    expect(await untilTitles('q=watch', [])).toEqual([]);
    await world.request('POST', `${path}/publish`, { as: 'manager' });
    expect(await untilTitles('q=watch', ['Apple Watch'])).toEqual(['Apple Watch']);
  });

  it('when stock, and the store, change', async () => {
    const product = await created(world, { title: 'Lamp' });
    expect(await untilTitles('q=lamp', ['Lamp'])).toEqual(['Lamp']);
    expect(await titlesOf('q=lamp&inStock=true')).toEqual([]);
    const [{ variantId }] = product.variants;
    await world.tell('stockStatusChanged', { variantId, storeId: STORE, inStock: true, available: 3 });
    expect(await untilTitles('q=lamp&inStock=true', ['Lamp'])).toEqual(['Lamp']);
    await world.tell('storeChanged', { storeId: STORE, status: 'suspended', currency: 'BRL' });
    expect(await untilTitles('q=lamp', [])).toEqual([]);
    await world.tell('storeChanged', { storeId: STORE, status: 'approved', currency: 'BRL' });
    expect(await untilTitles('q=lamp', ['Lamp'])).toEqual(['Lamp']);
  });

  it('in another process too, and from the beginning in one that starts later', async () => {
    const other = createFollowedIndex(createSearchSource(world.database));
    other.worker.start();
    await created(world, { title: 'Lamp' });
    expect(
      await until(
        () => found(other.index, 'lamp'),
        (ids) => ids.length === 1,
      ),
    ).toHaveLength(1);
    await other.worker.stop();
    const later = createFollowedIndex(createSearchSource(world.database));
    later.worker.start();
    expect(await found(later.index, 'lamp')).toHaveLength(1);
    await later.worker.stop();
  });

  it('over a change whose transaction commits after younger ones', async () => {
    const first = await created(world, { title: 'Lamp' });
    await untilTitles('q=lamp', ['Lamp']);
    const client = await world.database.pool.connect();
    await client.query('BEGIN');
    await client.query(`UPDATE product SET title = 'Lantern' WHERE product_id = $1`, [first.productId]);
    await created(world, { title: 'Chair' });
    expect(await untilTitles('q=chair', ['Chair'])).toEqual(['Chair']);
    await client.query('COMMIT');
    client.release();
    expect(await untilTitles('q=lantern', ['Lantern'])).toEqual(['Lantern']);
  });
});

describe('what search answers', () => {
  it('has a page with a cursor that belongs to its sort', async () => {
    for (const title of ['Lamp one', 'Lamp two', 'Lamp three']) await created(world, { title });
    const first = await until(
      () => search('q=lamp&limit=2'),
      ({ total }) => total === 3,
    );
    expect(first.items).toHaveLength(2);
    const rest = await search(`q=lamp&limit=2&cursor=${first.nextCursor}`);
    expect(rest.items).toHaveLength(1);
    expect(rest.nextCursor).toBeNull();
    const { status, body } = await world.request('GET', `/v1/search?sort=newest&cursor=${first.nextCursor}`);
    expect([status, body.code]).toEqual([400, 'catalog.cursor_invalid']);
  });

  it('refuses one character or filter too many by name, and takes the last that fits', async () => {
    const ask = async (query: string) => (await world.request('GET', `/v1/search?${query}`)).status;
    expect(await ask(`q=${'a'.repeat(500)}`)).toBe(200);
    expect(await ask(`q=${'a'.repeat(501)}`)).toBe(400);
    const filters = Array.from({ length: 21 }, (_, at) => `attributes=Colour=${at}`);
    expect(await ask(filters.slice(1).join('&'))).toBe(200);
    expect(await ask(filters.join('&'))).toBe(400);
    expect(await ask('attributes=Colour')).toBe(400);
  });

  it('says that it is getting ready, rather than showing half a catalogue', async () => {
    const idle = createFollowedIndex(createSearchSource(world.database), { patienceMs: 0 });
    await expect(idle.index.suggest({ text: 'a', limit: 1 })).rejects.toMatchObject({
      code: 'catalog.search_not_ready',
      kind: 'unavailable',
    });
  });

  it('holds the synonyms that an admin set, and nobody else may', async () => {
    await created(world, { title: 'Notebook' });
    const body = { groups: [{ words: ['laptop', 'notebook'] }] };
    expect((await world.request('PUT', '/v1/search/synonyms', { as: 'manager', body })).status).toBe(403);
    expect((await world.request('PUT', '/v1/search/synonyms', { as: 'admin', body })).status).toBe(200);
    expect(await untilTitles('q=laptop', ['Notebook'])).toEqual(['Notebook']);
    const kept = await world.request('GET', '/v1/search/synonyms', { as: 'admin' });
    expect(kept.body.groups).toEqual(body.groups);
  });
});

describe('what was bought', () => {
  const line = (number: number, productId: string, quantity = 1) => ({
    orderLineId: uuid(number, 7),
    productId,
    quantity,
  });
  const order = (number: number, checkout: number, ...lines: object[]) =>
    ({ orderId: uuid(number, 8), checkoutId: uuid(checkout, 9), lines }) as never;
  const together = async (productId: string) =>
    (await world.request('GET', `/v1/products/${productId}/bought-together`)).body.items.map(
      ({ title, purchases }: { title: string; purchases: number }) => [title, purchases],
    );

  it('together is told by checkouts, over the orders they were split into, and once a checkout', async () => {
    const [phone, cover, cable] = [
      await created(world, { title: 'Phone' }),
      await created(world, { title: 'Cover' }),
      await created(world, { title: 'Cable' }),
    ].map(({ productId }) => productId);
    const first = order(1, 1, line(1, phone), line(2, cover));
    await world.tell('orderConfirmed', first, order(2, 1, line(3, cable)), order(3, 2, line(4, phone), line(5, cover)));
    await world.tell('orderConfirmed', first);
    expect(await together(phone)).toEqual([
      ['Cover', 2],
      ['Cable', 1],
    ]);
    await world.tell('orderCancelled', { orderId: uuid(3, 8) });
    expect(await together(cover)).toEqual([
      ['Cable', 1],
      ['Phone', 1],
    ]);
  });

  it('moves a product up among its like', async () => {
    const [, older] = [await created(world, { title: 'Lamp' }), await created(world, { title: 'Lamp shade' })];
    await untilTitles('q=&sort=popular', ['Lamp shade', 'Lamp']);
    const [{ productId }] = (await search('q=lamp')).items;
    expect(older.productId).not.toBe(productId);
    await world.tell('orderConfirmed', order(1, 1, line(1, productId, 40)));
    expect(await untilTitles('q=&sort=popular', ['Lamp', 'Lamp shade'])).toEqual(['Lamp', 'Lamp shade']);
  });

  it('is not told of a product that is not on the market', async () => {
    for (const what of ['related', 'bought-together']) {
      const { status, body } = await world.request('GET', `/v1/products/${uuid(1)}/${what}`);
      expect([status, body.code]).toEqual([404, 'catalog.product_not_found']);
    }
  });

  it('shows what is like a product', async () => {
    const lamp = await created(world, { title: 'Bedside lamp' });
    await created(world, { title: 'Floor lamp' });
    await created(world, { title: 'Chair' });
    await untilTitles('q=chair', ['Chair']);
    const { body } = await world.request('GET', `/v1/products/${lamp.productId}/related`);
    expect(body.items.map(({ title }: { title: string }) => title)).toEqual(['Floor lamp']);
  });
});
