import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { STORE, uuid } from '../builders/ids.ts';
import { anInventory, HOLD_ENDS, START, told, type World } from '../builders/inventory.ts';

let world: World;
beforeAll(async () => {
  world = await anInventory();
});
afterAll(() => world.close());
afterEach(async () => {
  expect(world.defects.splice(0)).toEqual([]);
  expect(await world.contradictions()).toEqual([]);
});

let orders = 0;

/** Stocks a variant and reserves two units of it for an order. */
async function anOrder(onHand = 10) {
  const number = (orders += 1);
  const ids = { variantId: uuid(number), checkoutId: uuid(number, 2), orderId: uuid(number, 3) };
  await world.request('PUT', `/v1/stores/${STORE}/stock/${ids.variantId}`, { as: 'manager', body: { onHand } });
  const lines = [1, 1].map((quantity) => ({ variantId: ids.variantId, quantity }));
  const answer = await world.internal.reserve.mutate({
    checkoutId: ids.checkoutId,
    expiresAt: HOLD_ENDS.toISOString(),
    orders: [{ orderId: ids.orderId, lines }],
  });
  expect(answer.outcome).toBe('reserved');
  const news = { orderId: ids.orderId, checkoutId: ids.checkoutId };
  return {
    ...ids,
    paid: told('orderPaid', news),
    cancelled: told('orderCancelled', news),
    returned: (returnId: string, quantity: number) =>
      told('returnAccepted', {
        ...news,
        returnId,
        lines: [{ orderLineId: uuid(1), variantId: ids.variantId, quantity }],
      }),
    stock: () => world.stockOf(ids.variantId),
    told: async () =>
      (await world.published()).filter(({ subject }) => subject === ids.orderId).map(({ type }) => type),
  };
}

const DEDUCTED = 'inventory.stock-deducted.v1';
const SHORT = 'inventory.stock-short.v1';

/** Runs the expiry worker at a moment until nothing is due. */
async function expireAt(moment: Date) {
  world.clock.set(moment);
  const [worker] = world.service.workers;
  worker!.start();
  const due = `SELECT 1 FROM reservation WHERE status = 'held' AND expires_at <= $1`;
  while ((await world.database.query(due, [moment])).length > 0) await new Promise(setImmediate);
  await worker!.stop();
  world.clock.set(START);
}

describe('a paid order', () => {
  it('is deducted, once, however often it is told', async () => {
    const order = await anOrder();
    await world.tell(order.paid, order.paid);
    await world.tell(order.paid);
    expect(await order.stock()).toEqual([8, 0]);
    expect(await order.told()).toEqual([DEDUCTED]);
  });

  it('is deducted together with a backlog of others', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => anOrder()));
    await world.tell(...all.map(({ paid }) => paid));
    for (const order of all) {
      expect(await order.stock()).toEqual([8, 0]);
      expect(await order.told()).toEqual([DEDUCTED]);
    }
  });

  it('that was cancelled before takes nothing', async () => {
    const order = await anOrder();
    await world.tell(order.cancelled);
    await world.tell(order.paid);
    expect(await order.stock()).toEqual([10, 0]);
    expect(await order.told()).toEqual([]);
  });

  it('that is cancelled afterwards gives back, once', async () => {
    const order = await anOrder();
    await world.tell(order.paid, order.cancelled, order.cancelled);
    await world.tell(order.cancelled);
    expect(await order.stock()).toEqual([10, 0]);
  });
});

describe('a hold that ends', () => {
  it('ends to the millisecond', async () => {
    const order = await anOrder();
    await expireAt(new Date(HOLD_ENDS.getTime() - 1));
    expect(await order.stock()).toEqual([10, 2]);
    await expireAt(HOLD_ENDS);
    expect(await order.stock()).toEqual([10, 0]);
  });

  it('is taken again by a late payment while there is stock', async () => {
    const order = await anOrder();
    await expireAt(HOLD_ENDS);
    await world.tell(order.paid);
    expect(await order.stock()).toEqual([8, 0]);
    expect(await order.told()).toEqual([DEDUCTED]);
  });

  it('leaves a late payment short when others were faster', async () => {
    const order = await anOrder(2);
    await expireAt(HOLD_ENDS);
    await world.request('PUT', `/v1/stores/${STORE}/stock/${order.variantId}`, { as: 'manager', body: { onHand: 1 } });
    await world.tell(order.paid);
    await world.tell(order.paid);
    expect(await order.stock()).toEqual([1, 0]);
    expect(await order.told()).toEqual([SHORT]);
    await world.tell(order.cancelled);
    expect(await order.stock()).toEqual([1, 0]);
  });

  it('races payments: whoever wins, each order is deducted exactly once', async () => {
    const all = await Promise.all(Array.from({ length: 15 }, () => anOrder()));
    await Promise.all([expireAt(HOLD_ENDS), ...all.map(({ paid }) => world.tell(paid))]);
    for (const order of all) {
      expect(await order.stock()).toEqual([8, 0]);
      expect(await order.told()).toEqual([DEDUCTED]);
    }
  });

  it('wakes the worker that waits for a later one', async () => {
    const [worker] = world.service.workers;
    worker!.start();
    const order = await anOrder();
    world.clock.set(HOLD_ENDS);
    while ((await order.stock())[1] > 0) await new Promise(setImmediate);
    await worker!.stop();
    world.clock.set(START);
  });
});

describe('a return', () => {
  it('is shelved once by its id', async () => {
    const order = await anOrder();
    await world.tell(order.paid);
    await world.tell(order.returned(uuid(1, 8), 1), order.returned(uuid(1, 8), 1));
    await world.tell(order.returned(uuid(1, 8), 1));
    expect(await order.stock()).toEqual([9, 0]);
    await world.tell(order.returned(uuid(2, 8), 1));
    expect(await order.stock()).toEqual([10, 0]);
  });

  it('of more than was taken is refused and changes nothing', async () => {
    const order = await anOrder();
    await world.tell(order.paid);
    await expect(world.tell(order.returned(uuid(3, 8), 3))).rejects.toMatchObject({
      code: 'inventory.return_exceeds_order',
    });
    await world.tell(order.returned(uuid(3, 8), 2));
    expect(await order.stock()).toEqual([10, 0]);
  });
});
