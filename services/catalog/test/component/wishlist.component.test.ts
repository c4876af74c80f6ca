import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCatalog, created, OTHER_STORE, STORE, type World } from '../builders/catalog.ts';

describe('the wishlist of a user', () => {
  let world: World;
  beforeAll(async () => void (world = await aCatalog()));
  afterAll(async () => {
    expect(world.defects).toEqual([]);
    await world.close();
  });

  const as = 'buyer';
  const wish = (productId: string, who = as) => world.request('PUT', `/v1/me/wishlist/${productId}`, { as: who });
  const list = (query = '', who = as) => world.request('GET', `/v1/me/wishlist${query}`, { as: who });

  it('keeps the price of then beside the price of today', async () => {
    const { productId, variants } = await created(world);
    const added = await wish(productId);
    expect(added).toMatchObject({
      status: 200,
      body: { productId, title: 'Hand-woven Shirt', priceWhenAdded: { amountMinor: '1000', currency: 'BRL' } },
    });
    await world.request('PATCH', `/v1/stores/${STORE}/products/${productId}/variants/${variants[0].variantId}`, {
      as: 'manager',
      body: { priceMinor: '750' },
    });
    expect((await wish(productId)).body).toEqual((await list()).body.items[0]);
    expect((await list()).body.items).toMatchObject([
      { priceWhenAdded: { amountMinor: '1000' }, product: { priceFrom: { amountMinor: '750' } } },
    ]);
    expect((await list('', 'other')).body.items).toEqual([]);
    await world.request('DELETE', `/v1/me/wishlist/${productId}`, { as });
  });

  it('shows what is off the market as unavailable, until it is back', async () => {
    const { productId } = await created(world);
    await wish(productId);
    const path = `/v1/stores/${STORE}/products/${productId}`;
    await world.request('DELETE', path, { as: 'manager' });
    expect((await list()).body.items).toMatchObject([{ productId, product: null, title: 'Hand-woven Shirt' }]);
    await world.request('POST', `${path}/restore`, { as: 'manager' });
    expect((await list()).body.items[0].product).not.toBeNull();
    await world.request('POST', `${path}/archive`, { as: 'manager' });
    expect((await list()).body.items[0].product).toBeNull();
    await world.request('DELETE', `/v1/me/wishlist/${productId}`, { as });
  });

  it('takes no product that the one who wishes cannot see', async () => {
    const draft = await created(world, { status: 'draft' });
    expect((await wish(draft.productId)).body.code).toBe('catalog.product_not_found');
    expect((await wish('01900000-0000-7000-8000-0000000000ee')).status).toBe(404);
    expect((await world.request('PUT', `/v1/me/wishlist/${draft.productId}`, { guest: 'g' })).status).toBe(401);
    expect((await world.request('GET', '/v1/me/wishlist')).status).toBe(401);
  });

  it('removes what is there and does not mind what is not', async () => {
    const { productId } = await created(world);
    await Promise.all([wish(productId), wish(productId), wish(productId)]);
    expect((await list()).body.items).toHaveLength(1);
    const remove = () => world.request('DELETE', `/v1/me/wishlist/${productId}`, { as });
    expect([(await remove()).body, (await remove()).body]).toEqual([{ removed: true }, { removed: false }]);
  });

  it('is listed in pages, the newest first', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const { productId } = await created(world, {}, { store: OTHER_STORE, as: 'stranger' });
      await wish(productId, 'other');
      ids.unshift(productId);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await list(`?limit=2${cursor}`, 'other');
      seen.push(...body.items.map(({ productId }: { productId: string }) => productId));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(ids);
    expect((await list('?cursor=nonsense')).body.code).toBe('catalog.cursor_invalid');
  });

  it('has room for 500 products and no more', async () => {
    const { productId } = await created(world);
    await world.database.query(
      `WITH made AS (
         INSERT INTO product (product_id, store_id, slug, title, description, status, attributes, options, currency,
           price_from_minor, created_at, updated_at)
         SELECT gen_random_uuid(), $1, 'wish-' || n, 'Wish', '', 'active', '{}', '{}', 'BRL', 1, now(), now()
         FROM generate_series(1, 499) AS n RETURNING product_id)
       INSERT INTO wishlist_item SELECT gen_random_uuid(), 'admin', product_id, 'Wish', 1, 'BRL', now() FROM made`,
      [STORE],
    );
    expect((await wish(productId, 'admin')).status).toBe(200);
    const { productId: oneMore } = await created(world);
    const { status, body } = await wish(oneMore, 'admin');
    expect([status, body.code, body.field]).toEqual([422, 'catalog.wishlist_full', 'productId']);
    expect((await wish(productId, 'admin')).status).toBe(200);
  });
});
