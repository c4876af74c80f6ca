import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCatalog, created, STORE, type World } from '../builders/catalog.ts';
import { until } from '../builders/until.ts';
import { aPicture } from '../builders/pictures.ts';

const HOUR_MS = 3_600_000;

describe('deleting products', () => {
  let world: World;
  beforeAll(async () => void (world = await aCatalog()));
  afterAll(async () => {
    expect(world.defects).toEqual([]);
    await world.close();
  });

  const as = 'manager';
  const pathOf = (productId: string) => `/v1/stores/${STORE}/products/${productId}`;
  const idsOf = (answer: { body: { items: { productId: string }[] } }) =>
    answer.body.items.map(({ productId }) => productId);
  const lastTold = async (productId: string) =>
    (await world.published('catalog.product-changed.v1'))
      .map(({ data }) => data as { productId: string; status: string })
      .findLast((data) => data.productId === productId)!.status;

  it('takes a product off the market and out of all lists at once, and gives it back as it was', async () => {
    const product = await created(world);
    const { productId } = product;
    const deleted = await world.request('DELETE', pathOf(productId), { as });
    expect(deleted).toMatchObject({
      status: 200,
      body: { productId, deletedAt: '2026-01-01T00:00:00.000Z', restorableUntil: '2026-01-02T00:00:00.000Z' },
    });
    expect((await world.request('GET', `/v1/products/${productId}`)).status).toBe(404);
    expect((await world.request('GET', `/v1/products/${productId}`, { as })).status).toBe(404);
    expect(idsOf(await world.request('GET', '/v1/products'))).not.toContain(productId);
    expect(idsOf(await world.request('GET', `/v1/stores/${STORE}/products`, { as }))).not.toContain(productId);
    expect(await lastTold(productId)).toBe('deleted');
    const { variants } = await world.internal.describeVariants.query({ variantIds: [product.variants[0].variantId] });
    expect(variants).toMatchObject([{ title: product.title, sellable: false }]);

    const listed = await world.request('GET', `/v1/stores/${STORE}/products/deleted`, { as: 'staff' });
    expect(listed.body.items).toMatchObject([{ productId, status: 'active', deletedAt: '2026-01-01T00:00:00.000Z' }]);

    const restored = await world.request('POST', `${pathOf(productId)}/restore`, { as });
    expect(restored).toMatchObject({ status: 200, body: { ...product, updatedAt: expect.any(String) } });
    expect(await lastTold(productId)).toBe('active');
    expect((await world.request('GET', `/v1/products/${productId}`)).status).toBe(200);
    expect(idsOf(await world.request('GET', `/v1/stores/${STORE}/products/deleted`, { as }))).toEqual([]);
  });

  it('leaves a deleted product alone: nothing but a restoration finds it', async () => {
    const { productId, variants } = await created(world, { status: 'draft' });
    await world.request('DELETE', pathOf(productId), { as });
    const calls = [
      world.request('DELETE', pathOf(productId), { as }),
      world.request('PATCH', pathOf(productId), { as, body: { title: 'New' } }),
      world.request('POST', `${pathOf(productId)}/publish`, { as }),
      world.request('PATCH', `${pathOf(productId)}/variants/${variants[0].variantId}`, {
        as,
        body: { priceMinor: '1' },
      }),
    ];
    for (const { status, body } of await Promise.all(calls))
      expect([status, body.code]).toEqual([404, 'catalog.product_not_found']);
    const alive = await created(world);
    expect((await world.request('POST', `${pathOf(alive.productId)}/restore`, { as })).status).toBe(404);
  });

  it('keeps the SKUs of a deleted product until it is purged', async () => {
    const { productId, variants } = await created(world);
    await world.request('DELETE', pathOf(productId), { as });
    const body = { title: 'Another', variants: [{ sku: variants[0].sku, priceMinor: '1' }] };
    const refused = await world.request('POST', `/v1/stores/${STORE}/products`, { as, body });
    expect([refused.status, refused.body.code]).toEqual([409, 'catalog.sku_taken']);
  });

  it('can be undone until a day has passed, and not a moment later', async () => {
    const [first, second] = [await created(world), await created(world)];
    for (const { productId } of [first, second]) await world.request('DELETE', pathOf(productId), { as });
    world.clock.advance(24 * HOUR_MS - 1);
    expect((await world.request('POST', `${pathOf(first.productId)}/restore`, { as })).status).toBe(200);
    world.clock.advance(1);
    const late = await world.request('POST', `${pathOf(second.productId)}/restore`, { as });
    expect([late.status, late.body.code, late.body.rule]).toEqual([422, 'catalog.restore_too_late', 'within_24_hours']);
  });

  it('purges what is a day old, with pictures, wishes and reviews, and gives the SKUs back', async () => {
    const { productId, variants } = await created(world);
    const picture = await world.server.inject({
      method: 'POST',
      url: `${pathOf(productId)}/media`,
      headers: { authorization: 'Bearer manager', 'content-type': 'image/jpeg' },
      payload: await aPicture({ width: 200 }),
    });
    const { url } = picture.json().media[0].sources[0];
    await world.request('PUT', `/v1/me/wishlist/${productId}`, { as: 'buyer' });
    const kept = await created(world);
    await world.request('DELETE', pathOf(productId), { as });
    expect((await world.server.inject({ method: 'GET', url })).statusCode).toBe(200);

    world.workers.forEach((worker) => worker.start());
    world.clock.advance(24 * HOUR_MS);
    await until(async () => (await world.server.inject({ method: 'GET', url })).statusCode === 404);
    await Promise.all(world.workers.map((worker) => worker.stop()));
    expect(await world.database.query('SELECT 1 FROM product WHERE product_id = $1', [productId])).toEqual([]);
    expect(await world.database.query(`SELECT 1 FROM product WHERE status = 'deleted'`)).toEqual([]);
    expect(await world.database.query('SELECT 1 FROM blob_removal')).toEqual([]);
    expect((await world.request('GET', '/v1/me/wishlist', { as: 'buyer' })).body.items).toEqual([]);
    expect((await world.request('GET', `/v1/products/${kept.productId}`)).status).toBe(200);
    expect((await world.request('POST', `${pathOf(productId)}/restore`, { as })).status).toBe(404);
    await created(world, { variants: [{ sku: variants[0].sku, priceMinor: '1' }] });
  });

  it('refuses a review of a purged product as one of nothing', async () => {
    const { productId } = await created(world);
    const orderLineId = '01900000-0000-7000-8000-0000000000aa';
    await world.tell('orderDelivered', {
      orderId: orderLineId,
      owner: 'user:buyer',
      storeId: STORE,
      deliveredAt: '2026-01-01T00:00:00Z',
      lines: [{ orderLineId, productId }] as never,
    });
    await world.database.query('DELETE FROM variant WHERE product_id = $1', [productId]);
    await world.database.query('DELETE FROM product WHERE product_id = $1', [productId]);
    const { status, body } = await world.request('POST', '/v1/reviews', {
      as: 'buyer',
      body: { orderLineId, rating: 5 },
    });
    expect([status, body.code]).toEqual([404, 'catalog.product_not_found']);
  });

  it('takes away the files of an upload that never came to its end', async () => {
    const folder = 'media/01900000-0000-7000-8000-0000000000ff';
    await world.blobs.put(`${folder}/160.webp`, Buffer.from('orphan'));
    await world.database.query('INSERT INTO blob_removal (folder, names, due_at) VALUES ($1, $2, $3)', [
      folder,
      ['160.webp'],
      new Date(world.clock.now().getTime() + HOUR_MS),
    ]);
    world.workers.forEach((worker) => worker.start());
    expect(await world.blobs.exists(`${folder}/160.webp`)).toBe(true);
    world.clock.advance(HOUR_MS);
    await until(async () => !(await world.blobs.exists(`${folder}/160.webp`)));
    await Promise.all(world.workers.map((worker) => worker.stop()));
  });
});
