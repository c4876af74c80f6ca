import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { STORE, uuid } from '../builders/ids.ts';
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

const stock = async (variant: number, onHand: number, lowStockThreshold = 0) => {
  const body = { onHand, lowStockThreshold };
  const answer = await world.request('PUT', `/v1/stores/${STORE}/stock/${uuid(variant)}`, { as: 'manager', body });
  expect(answer.status).toBe(200);
};

let checkouts = 0;
const reserve = (variant: number, quantities: number[], checkout = (checkouts += 1)) =>
  world.internal.reserve.mutate({
    checkoutId: uuid(checkout, 2),
    expiresAt: HOLD_ENDS.toISOString(),
    orders: [
      { orderId: uuid(checkout, 3), lines: quantities.map((quantity) => ({ variantId: uuid(variant), quantity })) },
    ],
  });

describe('a thousand buyers', () => {
  it('for the last unit: one gets it, all others are told so', async () => {
    await stock(1, 1);
    const answers = await Promise.all(Array.from({ length: 1000 }, () => reserve(1, [1])));
    expect(answers.filter(({ outcome }) => outcome === 'reserved')).toHaveLength(1);
    const refused = answers.filter(({ outcome }) => outcome === 'stock_short');
    expect(refused).toHaveLength(999);
    expect(refused[0]).toEqual({
      outcome: 'stock_short',
      lines: [{ variantId: uuid(1), requested: 1, available: 0 }],
    });
    expect(await world.stockOf(uuid(1))).toEqual([1, 1]);
  });
});

describe('200 buyers for 50 units, some with two lines of the same variant', () => {
  it('get exactly 50 units', async () => {
    await stock(2, 50);
    const carts = Array.from({ length: 200 }, (_, n) => (n % 3 === 0 ? [1, 1] : [1]));
    const answers = await Promise.all(carts.map((cart) => reserve(2, cart)));
    const units = carts.map((cart, n) => (answers[n]!.outcome === 'reserved' ? cart.length : 0));
    expect(units.reduce((sum, taken) => sum + taken, 0)).toBe(50);
    expect(await world.stockOf(uuid(2))).toEqual([50, 50]);
  });
});

describe('two replicas', () => {
  it('that serve the same variants and the same checkouts sell nothing twice', async () => {
    const { createInventory } = await import('../../src/composition.ts');
    const clients = { catalog: undefined as never };
    const other = createInventory({ database: world.database, clock: world.clock, clients });
    await Promise.all([stock(3, 40), stock(4, 40)]);
    const ask = (checkout: number, handlers: typeof other.handlers) => {
      const lines = (checkout % 2 === 0 ? [3, 4] : [4, 3]).map((v) => ({ variantId: uuid(v), quantity: 1 }));
      const orders = [{ orderId: uuid(checkout, 3), lines }];
      const input = { checkoutId: uuid(checkout, 2), expiresAt: HOLD_ENDS.toISOString(), orders };
      return handlers.reserve({
        input,
        actor: { kind: 'service', name: 'ordering' },
        intent: null as never,
        headers: {},
        setCookie: () => {},
      });
    };
    const both = [world.service.handlers, other.handlers];
    const asked = Array.from({ length: 120 }, (_, n) => both.map((handlers) => ask(10_000 + n, handlers))).flat();
    await Promise.all(asked);
    expect(await world.stockOf(uuid(3))).toEqual([40, 40]);
    expect(await world.stockOf(uuid(4))).toEqual([40, 40]);
  });
});

describe('one reservation', () => {
  it('is all or nothing over its orders', async () => {
    await stock(5, 5);
    const answer = await world.internal.reserve.mutate({
      checkoutId: uuid(1, 5),
      expiresAt: HOLD_ENDS.toISOString(),
      orders: [5, 6].map((variant) => ({
        orderId: uuid(variant, 6),
        lines: [{ variantId: uuid(variant), quantity: 1 }],
      })),
    });
    expect(answer).toMatchObject({ lines: [{ variantId: uuid(6), requested: 1, available: 0 }] });
    expect(await world.stockOf(uuid(5))).toEqual([5, 0]);
  });

  it('is replaced when its checkout asks again, however its ids are written', async () => {
    await stock(7, 5);
    await reserve(7, [2], 20_000);
    const lines = [{ variantId: uuid(7).toUpperCase(), quantity: 5 }];
    const orders = [{ orderId: uuid(20_000, 3).toUpperCase(), lines }];
    const input = { checkoutId: uuid(20_000, 2).toUpperCase(), expiresAt: HOLD_ENDS.toISOString(), orders };
    expect((await world.internal.reserve.mutate(input)).outcome).toBe('reserved');
    expect(await world.stockOf(uuid(7))).toEqual([5, 5]);
    await world.internal.release.mutate({ checkoutId: uuid(20_000, 2) });
    await world.internal.release.mutate({ checkoutId: uuid(20_000, 2) });
    expect(await world.stockOf(uuid(7))).toEqual([5, 0]);
  });

  it('that breaks a rule fails alone in its batch', async () => {
    await stock(8, 10);
    await reserve(8, [1], 30_000);
    await world.database.query(
      `UPDATE reservation SET status = 'released', released_by = 'cancelled' WHERE checkout_id = $1`,
      [uuid(30_000, 2)],
    );
    await world.database.query(`UPDATE stock SET reserved = 0 WHERE variant_id = $1`, [uuid(8)]);
    await world.database.query(
      `INSERT INTO stock_movement (variant_id, on_hand_delta, reserved_delta, cause, actor, moved_at)
       VALUES ($1, 0, -1, 'cancelled', 'test', now())`,
      [uuid(8)],
    );
    const answers = await Promise.allSettled([reserve(8, [1]), reserve(8, [1], 30_000), reserve(8, [1])]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await world.stockOf(uuid(8))).toEqual([10, 2]);
  });

  it('that the database itself refuses fails alone in its batch', async () => {
    await Promise.all([stock(10, 10), stock(11, 10)]);
    await world.database.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`,
    );
    await world.database.query(`CREATE TRIGGER refuse BEFORE INSERT ON reservation FOR EACH ROW
      WHEN (NEW.variant_id = '${uuid(11)}') EXECUTE FUNCTION refuse()`);
    const answers = await Promise.allSettled([reserve(10, [1]), reserve(11, [1]), reserve(10, [1])]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(world.defects.splice(0)).toHaveLength(1);
    expect(await Promise.all([world.stockOf(uuid(10)), world.stockOf(uuid(11))])).toEqual([
      [10, 2],
      [10, 0],
    ]);
  });

  it('that sells the last unit says so once', async () => {
    await stock(9, 3, 1);
    await Promise.all([reserve(9, [1]), reserve(9, [1]), reserve(9, [1])]);
    const told = (await world.published()).filter(({ subject }) => subject === uuid(9)).map(({ type }) => type);
    expect(told.filter((type) => type === 'inventory.low-stock.v1')).toHaveLength(1);
    expect(told.filter((type) => type === 'inventory.stock-status-changed.v1')).toHaveLength(2);
  });

  it.each([
    [{ quantity: 0 }, 'quantity'],
    [{ quantity: -1 }, 'quantity'],
    [{ quantity: 1.5 }, 'quantity'],
    [{ quantity: 10_001 }, 'quantity'],
    [{ variantId: 'x' }, 'variantId'],
  ])('is refused for %p', async (fault, field) => {
    const lines = [{ variantId: uuid(1), quantity: 1, ...fault }];
    const input = {
      checkoutId: uuid(1, 9),
      expiresAt: HOLD_ENDS.toISOString(),
      orders: [{ orderId: uuid(1, 9), lines }],
    };
    const refused = world.internal.reserve.mutate(input);
    await expect(refused).rejects.toMatchObject({ cause: { details: { field: `orders.0.lines.0.${field}` } } });
  });

  it('cannot be asked for from outside', async () => {
    const answer = await world.request('POST', '/trpc/reserve', { as: 'admin', body: {} });
    expect(answer.status).toBe(403);
  });
});
