import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { orderingContract } from '@haat/contracts';
import { type Ordering, startOrdering } from '../builders/ordering.ts';
import { refusal } from '../builders/refusal.ts';
import { aBuyer, aMember, anAdmin, aSale, aStore, aVariant, placed } from '../builders/shop.ts';

let ordering: Ordering;
beforeAll(async () => {
  ordering = await startOrdering();
});
afterAll(() => ordering.stop());

const ship = (orderId: string) => ({ orderId, carrier: 'Correios', trackingNumber: 'BR1' });
const eventsOf = async (orderId: string) =>
  (await ordering.db.query('SELECT 1 FROM order_event WHERE order_id = $1', [orderId])).length;

describe('who may do what to an order', () => {
  const someCalls = (orderId: string): [keyof typeof orderingContract.procedures, object][] => [
    ['getOrder', { orderId }],
    ['getTimeline', { orderId }],
    ['getInvoice', { orderId }],
    ['issueInvoice', { orderId }],
    ['startProcessing', { orderId }],
    ['shipOrder', ship(orderId)],
    ['confirmDelivery', { orderId }],
    ['cancelOrder', { orderId }],
    ['requestReturn', { orderId, lines: [{ orderLineId: randomUUID(), quantity: 1 }], reason: 'x' }],
    ['listReturns', { orderId }],
    ['decideReturn', { orderId, returnId: randomUUID(), accept: true }],
  ];

  it('covers every procedure that parties share', () => {
    const shared = Object.entries(orderingContract.procedures).filter(
      ([, procedure]) => procedure.access.kind === 'party',
    );
    expect(
      someCalls('')
        .map(([name]) => name)
        .sort(),
    ).toEqual(shared.map(([name]) => name).sort());
  });

  it('is nothing at all for strangers, to whom the order does not exist', async () => {
    const { orderId } = await aSale(ordering, 'confirmed');
    const strangers = [
      aBuyer(ordering),
      aMember(ordering, aStore(ordering), 'owner'),
      { guest: 'some-guest-token' },
      {},
    ];
    for (const [name, input] of someCalls(orderId)) {
      for (const stranger of strangers) {
        await expect(ordering.callRaw(name, input, stranger)).rejects.toEqual(refusal('ordering.order_not_found'));
      }
      await expect(ordering.callRaw(name, { ...input, orderId: randomUUID() }, strangers[0])).rejects.toEqual(
        refusal('ordering.order_not_found'),
      );
    }
    expect(await eventsOf(orderId)).toBe(3);
  });

  it('is told to parties in the wrong role', async () => {
    const { orderId, buyer, storeId } = await aSale(ordering, 'confirmed');
    const staff = aMember(ordering, storeId, 'staff');
    const refused = refusal('ordering.not_allowed');
    await expect(ordering.call('shipOrder', ship(orderId), buyer)).rejects.toEqual(refused);
    await expect(ordering.call('startProcessing', { orderId }, buyer)).rejects.toEqual(refused);
    await expect(ordering.call('confirmDelivery', { orderId }, staff)).rejects.toEqual(refused);
    await expect(ordering.call('cancelOrder', { orderId }, staff)).rejects.toEqual(refused);
    await expect(ordering.call('cancelOrder', { orderId, reason: 'unavailable' }, buyer)).rejects.toEqual(refused);
    const manager = aMember(ordering, storeId, 'manager');
    await expect(ordering.call('cancelOrder', { orderId, reason: 'buyer_request' }, manager)).rejects.toEqual(refused);
    const aReturn = { orderId, lines: [{ orderLineId: randomUUID(), quantity: 1 }], reason: 'x' };
    await expect(ordering.call('requestReturn', aReturn, staff)).rejects.toEqual(refused);
    await expect(
      ordering.call('decideReturn', { orderId, returnId: randomUUID(), accept: true }, buyer),
    ).rejects.toEqual(refused);
    expect(await eventsOf(orderId)).toBe(3);
  });

  it('lets a guest follow the order they placed', async () => {
    const { variantId } = aVariant(ordering);
    const { cart, guestToken } = await ordering.call('createCart', { lines: [{ variantId, quantity: 1 }] });
    const guest = { guest: guestToken! };
    const input = {
      cartId: cart.cartId,
      shippingAddress: { name: 'Jo', line1: 'A', city: 'B', country: 'BR' },
      email: 'jo@example.com',
    };
    const tenders = [{ method: 'voucher' as const, amountMinor: '1500', code: 'GIFT-1' }];
    const answer = await ordering.call('placeCheckout', { ...input, tenders }, { ...guest, key: 'g' });
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    const { orderId } = answer.checkout.orders[0]!;
    expect(await ordering.call('cancelOrder', { orderId, note: 'Changed my mind' }, guest)).toMatchObject({
      status: 'cancelled',
      cancelReason: 'buyer_request',
    });
  });
});

describe('commands', () => {
  it('answer a repeated key with the first answer and do nothing twice', async () => {
    const { orderId, storeId } = await aSale(ordering, 'confirmed');
    const seller = { ...aMember(ordering, storeId, 'manager'), key: 'ship-once' };
    const first = await ordering.callRaw('shipOrder', ship(orderId), seller);
    expect(await ordering.callRaw('shipOrder', ship(orderId), seller)).toEqual({
      output: first.output,
      replayed: true,
    });
    await expect(ordering.call('shipOrder', ship(orderId), { ...seller, key: 'other' })).rejects.toEqual(
      refusal('ordering.wrong_status'),
    );
    expect(await eventsOf(orderId)).toBe(4);
  });

  it('of many at once let one through', async () => {
    const { orderId, storeId, buyer } = await aSale(ordering, 'confirmed');
    const seller = aMember(ordering, storeId, 'manager');
    const settled = await Promise.allSettled([
      ...Array.from({ length: 5 }, () => ordering.call('shipOrder', ship(orderId), seller)),
      ...Array.from({ length: 5 }, () => ordering.call('cancelOrder', { orderId }, buyer)),
    ]);
    expect(settled.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await eventsOf(orderId)).toBe(4);
  });

  it('let a store cancel what it cannot deliver, until it is shipped', async () => {
    const [open, shipped] = [await aSale(ordering, 'confirmed'), await aSale(ordering, 'shipped')];
    const cancelled = await ordering.call(
      'cancelOrder',
      { orderId: open.orderId, reason: 'unavailable', note: 'Broken' },
      aMember(ordering, open.storeId, 'manager'),
    );
    expect(cancelled).toMatchObject({ status: 'cancelled', cancelReason: 'unavailable' });
    expect((await ordering.published('orderCancelled')).at(-1)).toMatchObject({
      orderId: open.orderId,
      note: 'Broken',
      reason: 'unavailable',
    });
    await expect(ordering.call('cancelOrder', { orderId: shipped.orderId }, anAdmin(ordering))).rejects.toEqual(
      refusal('ordering.wrong_status'),
    );
  });
});

describe('an order in time', () => {
  it('is shown as it stood at any past moment', async () => {
    const own = await startOrdering();
    const sale = await aSale(own, 'placed');
    const { orderId, buyer } = sale;
    own.clock.advance(3_600_000);
    await own.call('cancelOrder', { orderId }, buyer);
    const at = async (asOf: string) => (await own.call('getOrder', { orderId, asOf }, buyer)).status;
    expect(await at('2026-03-01T10:00:00Z')).toBe('placed');
    expect(await at('2026-03-01T10:59:59.999Z')).toBe('placed');
    expect(await at('2026-03-01T11:00:00Z')).toBe('cancelled');
    await expect(at('2026-03-01T09:59:59Z')).rejects.toEqual(refusal('ordering.order_not_found'));
    await expect(own.call('getOrder', { orderId, asOf: '2026-03-01T10:30:00Z' }, aBuyer(own))).rejects.toEqual(
      refusal('ordering.order_not_found'),
    );
    await own.stop();
  });

  it('is listed newest first, page by page, for its buyer and for its store', async () => {
    const buyer = aBuyer(ordering);
    const { variantId, storeId } = aVariant(ordering);
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.unshift((await placed(ordering, buyer, [{ variantId, quantity: 1 }])).checkout.orders[0]!.orderId);
      if (index > 1) ordering.clock.advance(1000);
    }
    await ordering.call('cancelOrder', { orderId: ids[1]! }, buyer);
    const seller = aMember(ordering, storeId, 'staff');
    for (const list of [
      (page: object) => ordering.call('listMyOrders', { limit: 2, ...page }, buyer),
      (page: object) => ordering.call('listStoreOrders', { storeId, limit: 2, ...page }, seller),
    ]) {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list(cursor ? { cursor } : {});
        seen.push(...page.items.map((order) => order.orderId));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen.slice(0, 2)).toEqual(ids.slice(0, 2));
      expect([...seen].sort()).toEqual([...ids].sort());
      expect((await list({ status: 'cancelled' })).items.map((order) => order.orderId)).toEqual([ids[1]]);
      for (const wrong of ['nonsense', Buffer.from('["2026-01-01T00:00:00Z","x"]').toString('base64url'), '%00']) {
        await expect(list({ cursor: wrong })).rejects.toEqual(refusal('ordering.cursor_invalid', 'cursor'));
      }
    }
    await expect(ordering.call('listStoreOrders', { storeId }, buyer)).rejects.toEqual(
      refusal('stores.store_not_found'),
    );
    await expect(ordering.call('listMyOrders', { limit: 101 }, buyer)).rejects.toMatchObject({ kind: 'invalid' });
  });
});
