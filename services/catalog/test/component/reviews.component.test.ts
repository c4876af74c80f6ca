import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { guestIdOf } from '@haat/service-kit';
import { aCatalog, created, STORE, uuid, type World } from '../builders/catalog.ts';

let world: World;
beforeAll(async () => {
  world = await aCatalog();
});
afterAll(() => world.close());
afterEach(() => expect(world.defects.splice(0)).toEqual([]));

let lines = 0;

/** Delivers one line of the product to its owner. */
async function delivered(productId: string, owner = 'user:buyer'): Promise<string> {
  const orderLineId = uuid((lines += 1), 5);
  const news = {
    orderId: uuid(lines, 6),
    owner,
    storeId: STORE,
    deliveredAt: '2026-01-02T00:00:00Z',
    lines: [{ orderLineId, productId }] as never,
  };
  await world.tell('orderDelivered', news, news);
  return orderLineId;
}

const write = (orderLineId: string, more: object = {}, who: object = { as: 'buyer' }) =>
  world.request('POST', '/v1/reviews', { ...who, body: { orderLineId, rating: 4, title: 'Good', ...more } });

describe('a review', () => {
  it('is written by who received the thing, counts in its rating, and is told', async () => {
    const { productId } = await created(world);
    const orderLineId = await delivered(productId);
    const { status, body } = await write(orderLineId);
    expect(status).toBe(201);
    expect(body).toMatchObject({ productId, orderLineId, rating: 4, title: 'Good', body: '', authorName: null });
    await write(await delivered(productId), { rating: 5 });
    const product = (await world.request('GET', `/v1/products/${productId}`)).body;
    expect(product.rating).toEqual({ average: 4.5, count: 2 });
    const told = (await world.published('catalog.review-written.v1')).filter(({ subject }) => subject === productId);
    expect(told.map(({ data }) => data)).toMatchObject([{ rating: 4, storeId: STORE }, { rating: 5 }]);
  });

  it('is written by guests too, each for what is theirs', async () => {
    const { productId } = await created(world);
    const orderLineId = await delivered(productId, `guest:${guestIdOf('my-token')}`);
    expect((await write(orderLineId, {}, { guest: 'another-token' })).status).toBe(404);
    expect((await write(orderLineId, {}, { guest: 'my-token' })).status).toBe(201);
  });

  it('is refused to everybody else', async () => {
    const { productId } = await created(world);
    const orderLineId = await delivered(productId);
    for (const as of ['other', 'manager', 'admin']) {
      expect(await write(orderLineId, {}, { as })).toMatchObject({
        status: 404,
        body: { code: 'catalog.line_not_found' },
      });
    }
    expect((await write(orderLineId, {}, {})).status).toBe(401);
    expect((await write(uuid(404))).body.code).toBe('catalog.line_not_found');
  });

  it('is written once a line, also when several come together', async () => {
    const { productId } = await created(world);
    const orderLineId = await delivered(productId);
    const answers = await Promise.all(Array.from({ length: 6 }, () => write(orderLineId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('catalog.already_reviewed');
    expect((await world.request('GET', `/v1/products/${productId}`)).body.rating.count).toBe(1);
  });

  it('answers a repeated key with the first answer', async () => {
    const { productId } = await created(world);
    const orderLineId = await delivered(productId);
    const first = await write(orderLineId, {}, { as: 'buyer', key: 'once' });
    expect((await write(orderLineId, {}, { as: 'buyer', key: 'once' })).body).toEqual(first.body);
  });

  it.each([
    [{ rating: 0 }, 'rating'],
    [{ rating: 6 }, 'rating'],
    [{ rating: 4.5 }, 'rating'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ body: 'a\u0000' }, 'body'],
    [{ orderLineId: 'mine' }, 'orderLineId'],
  ])('is refused for %j', async (fault, field) => {
    expect(await write(uuid(1, 5), fault)).toMatchObject({ status: 400, body: { field } });
  });
});

describe('the reviews of a product', () => {
  it('are paged, newest first', async () => {
    const { productId } = await created(world);
    for (let n = 0; n < 5; n += 1) await write(await delivered(productId), { title: `${n}` });
    const seen: string[] = [];
    for (let cursor = ''; cursor !== 'end';) {
      const query = `limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { body } = await world.request('GET', `/v1/products/${productId}/reviews?${query}`);
      seen.push(...body.items.map(({ title }: { title: string }) => title));
      cursor = body.nextCursor ?? 'end';
    }
    expect(seen).toEqual(['4', '3', '2', '1', '0']);
    const broken = await world.request('GET', `/v1/products/${productId}/reviews?cursor=AAAA`);
    expect(broken.body.code).toBe('catalog.cursor_invalid');
  });
});
