import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { OTHER_STORE, STORE, uuid } from '../builders/ids.ts';
import { anInventory, HOLD_ENDS, type World } from '../builders/inventory.ts';

let world: World;
beforeAll(async () => {
  world = await anInventory();
});
afterAll(() => world.close());
afterEach(async () => {
  expect(world.defects.splice(0)).toEqual([]);
  expect(await world.contradictions()).toEqual([]);
});

const at = (variant: number, storeId = STORE) => `/v1/stores/${storeId}/stock/${uuid(variant)}`;
const set = (variant: number, onHand: number, more: object = {}, as = 'manager') =>
  world.request('PUT', at(variant), { as, body: { onHand, ...more } });

describe('setting stock', () => {
  it('makes the row, then changes it, and tells when the variant comes and goes', async () => {
    const first = await set(1, 5, { lowStockThreshold: 2 });
    expect(first).toMatchObject({
      status: 200,
      body: { onHand: 5, reserved: 0, available: 5, lowStockThreshold: 2, sku: 'SKU-001', storeId: STORE },
    });
    expect((await set(1, 0, {}, 'staff')).body).toMatchObject({ onHand: 0, lowStockThreshold: 2 });
    const told = (await world.published()).filter(({ subject }) => subject === uuid(1));
    expect(told.map(({ type }) => type)).toEqual([
      'inventory.stock-level-changed.v1',
      'inventory.stock-status-changed.v1',
      'inventory.stock-level-changed.v1',
      'inventory.stock-status-changed.v1',
      'inventory.low-stock.v1',
    ]);
  });

  it('adjusts up and down, and never below what is promised', async () => {
    await set(2, 5);
    const orders = [{ orderId: uuid(2, 3), lines: [{ variantId: uuid(2), quantity: 4 }] }];
    await world.internal.reserve.mutate({ checkoutId: uuid(2, 2), expiresAt: HOLD_ENDS.toISOString(), orders });
    const adjust = (delta: number) =>
      world.request('POST', `${at(2)}/adjust`, { as: 'staff', body: { delta, reason: 'counted' } });
    expect((await adjust(-1)).body).toMatchObject({ onHand: 4, reserved: 4, available: 0 });
    expect(await adjust(-1)).toMatchObject({ status: 422, body: { code: 'inventory.below_reserved', field: 'delta' } });
    expect((await adjust(3)).body).toMatchObject({ onHand: 7, available: 3 });
    expect(await set(2, 3)).toMatchObject({ status: 422, body: { code: 'inventory.below_reserved', field: 'onHand' } });
  });

  it('knows no variant of another store, and no store of another seller', async () => {
    for (const variant of [901, 5000]) {
      expect(await set(variant, 1)).toMatchObject({ status: 404, body: { code: 'inventory.variant_not_found' } });
    }
    const foreign = await world.request('PUT', at(901, OTHER_STORE), { as: 'stranger', body: { onHand: 3 } });
    expect(foreign.status).toBe(200);
    expect(await set(901, 1)).toMatchObject({ status: 404, body: { code: 'inventory.variant_not_found' } });
    expect(await set(1, 1, {}, 'stranger')).toMatchObject({ status: 404, body: { code: 'stores.store_not_found' } });
    expect((await set(1, 1, {}, 'buyer')).status).toBe(404);
    expect((await world.request('PUT', at(1), { body: { onHand: 1 } })).status).toBe(401);
    expect((await set(1, 1, {}, 'admin')).status).toBe(200);
  });

  it.each([-1, 1.5, 1_000_000_001, '3', null])('refuses %p units', async (onHand) => {
    expect(await set(3, onHand as number)).toMatchObject({ status: 400, body: { field: 'onHand' } });
  });

  it('refuses ids that are none', async () => {
    const answer = await world.request('PUT', `/v1/stores/${STORE}/stock/first`, {
      as: 'manager',
      body: { onHand: 1 },
    });
    expect(answer).toMatchObject({ status: 400, body: { field: 'variantId' } });
  });

  it('answers a repeated key with the first answer, and another body under it with an error', async () => {
    await set(4, 10);
    const adjust = (delta: number) =>
      world.request('POST', `${at(4)}/adjust`, { as: 'manager', key: 'same', body: { delta, reason: 'received' } });
    const [first, again] = [await adjust(5), await adjust(5)];
    expect(again.body).toEqual(first.body);
    expect(await world.stockOf(uuid(4))).toEqual([15, 0]);
    expect(await adjust(6)).toMatchObject({ status: 409, body: { code: 'idempotency.key_reused' } });
  });

  it('adds up adjustments that arrive together', async () => {
    await set(5, 0);
    const body = { delta: 1, reason: 'received' };
    await Promise.all(
      Array.from({ length: 30 }, () => world.request('POST', `${at(5)}/adjust`, { as: 'staff', body })),
    );
    expect(await world.stockOf(uuid(5))).toEqual([30, 0]);
  });
});

describe('reading stock', () => {
  it('pages through a store without gaps, and only its own', async () => {
    const before = (await world.request('GET', `/v1/stores/${STORE}/stock?limit=100`, { as: 'staff' })).body.items;
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = cursor === '' ? 'limit=2' : `limit=2&cursor=${cursor}`;
      const { body } = await world.request('GET', `/v1/stores/${STORE}/stock?${query}`, { as: 'staff' });
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map((item: { variantId: string }) => item.variantId));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(before.map((item: { variantId: string }) => item.variantId));
    expect(seen).not.toContain(uuid(901));
  });

  it('lists what is low', async () => {
    await set(6, 2, { lowStockThreshold: 2 });
    const { body } = await world.request('GET', `/v1/stores/${STORE}/stock?lowOnly=true`, { as: 'manager' });
    const ids = body.items.map((item: { variantId: string }) => item.variantId);
    expect(ids).toContain(uuid(6));
    expect(ids).not.toContain(uuid(4));
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=bm90IG91cnM'])('refuses %s', async (query) => {
    const answer = await world.request('GET', `/v1/stores/${STORE}/stock?${query}`, { as: 'manager' });
    expect(answer).toMatchObject({ status: 400, body: { field: query.slice(0, query.indexOf('=')) } });
  });

  it('tells anybody what can be bought, and of unknown variants none', async () => {
    await set(7, 9);
    const body = { variantIds: [uuid(7), uuid(7).toUpperCase(), uuid(7777)] };
    expect((await world.request('POST', '/v1/stock/availability', { body })).body).toEqual({
      items: [
        { variantId: uuid(7), available: 9 },
        { variantId: uuid(7777), available: 0 },
      ],
    });
    const many = (count: number) => ({ variantIds: Array.from({ length: count }, (_, n) => uuid(n)) });
    expect((await world.request('POST', '/v1/stock/availability', { body: many(100) })).status).toBe(200);
    expect((await world.request('POST', '/v1/stock/availability', { body: many(101) })).status).toBe(400);
  });
});

describe('the database', () => {
  it('refuses to oversell and to rewrite movements, whoever asks', async () => {
    await set(8, 1);
    const oversell = world.database.query('UPDATE stock SET reserved = 2 WHERE variant_id = $1', [uuid(8)]);
    await expect(oversell).rejects.toMatchObject({ constraint: 'stock_not_oversold' });
    for (const statement of ['UPDATE stock_movement SET on_hand_delta = 9', 'DELETE FROM stock_movement']) {
      await expect(world.database.query(statement)).rejects.toThrow('append-only');
    }
  });
});
