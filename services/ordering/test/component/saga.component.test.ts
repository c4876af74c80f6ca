import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { fold, fromStoredJson, type RecordedOrderEvent } from '../../src/domain/index.ts';
import { type Ordering, startOrdering } from '../builders/ordering.ts';
import { aMember, anAddress, aSale, aVariant, aBuyer, card, paymentOf, placed } from '../builders/shop.ts';

let ordering: Ordering;
beforeAll(async () => {
  ordering = await startOrdering();
});
afterAll(() => ordering.stop());

const statusOf = async (orderId: string) => (await ordering.asService('describeOrder', { orderId })).order?.status;

describe('the saga of an order', () => {
  it('goes from a cart to a delivered order', async () => {
    const buyer = aBuyer(ordering);
    const { variantId, storeId } = aVariant(ordering);
    const { cart } = await ordering.call('createCart', { lines: [{ variantId, quantity: 2 }] }, buyer);
    expect(cart.itemsTotal).toEqual({ amountMinor: '2000', currency: 'BRL' });

    const input = {
      cartId: cart.cartId,
      shippingAddress: anAddress(),
      tenders: [card('2500')],
      expectedTotalMinor: '2500',
    };
    const answer = await ordering.call('placeCheckout', input, { ...buyer, key: 'k-1' });
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    const { checkoutId, orders } = answer.checkout;
    const { orderId } = orders[0]!;
    expect(answer.checkout).toMatchObject({ status: 'placed', total: { amountMinor: '2500' }, cartId: cart.cartId });
    const [told] = (await ordering.published('checkoutPlaced')).filter((event) => event.checkoutId === checkoutId);
    expect(told).toMatchObject({ total: { amountMinor: '2500' }, expiresAt: '2026-03-01T10:15:00.000Z' });
    expect(ordering.neighbours.held.get(checkoutId)?.orders).toEqual([
      { orderId, lines: [{ variantId, quantity: 2 }] },
    ]);

    await ordering.deliver('paymentCompleted', paymentOf({ checkout: answer.checkout, paymentId: randomUUID() }));
    expect(await ordering.call('getCheckout', { checkoutId }, buyer)).toMatchObject({ status: 'paid' });
    await ordering.deliver('stockDeducted', { orderId, checkoutId });
    const staff = aMember(ordering, storeId, 'staff');
    await ordering.call('startProcessing', { orderId }, staff);
    const shipped = await ordering.call('shipOrder', { orderId, carrier: 'Correios', trackingNumber: 'BR1' }, staff);
    expect(shipped).toMatchObject({ status: 'shipped', shipment: { trackingNumber: 'BR1', deliveredAt: null } });
    ordering.clock.advance(60_000);
    expect(await ordering.call('confirmDelivery', { orderId }, buyer)).toMatchObject({
      status: 'delivered',
      version: 6,
    });

    for (const name of ['orderPaid', 'orderConfirmed', 'orderShipped', 'orderDelivered'] as const) {
      expect((await ordering.published(name)).filter((event) => event.orderId === orderId)).toHaveLength(1);
    }
    const timeline = await ordering.call('getTimeline', { orderId }, buyer);
    expect(timeline.items.map((item) => item.type)).toEqual([
      'OrderPlaced',
      'OrderPaid',
      'OrderConfirmed',
      'ProcessingStarted',
      'OrderShipped',
      'OrderDelivered',
    ]);
    expect(timeline.items.map((item) => item.actor)).toEqual([
      `user:${buyer.user}`,
      'service:payments',
      'service:inventory',
      `user:${staff.user}`,
      `user:${staff.user}`,
      `user:${buyer.user}`,
    ]);
  });

  it('takes a second delivery of each event as done', async () => {
    const sale = await aSale(ordering, 'confirmed');
    await ordering.deliver('paymentCompleted', paymentOf(sale));
    await ordering.deliver('stockDeducted', { orderId: sale.orderId, checkoutId: sale.checkout.checkoutId });
    const { order } = await ordering.asService('describeOrder', { orderId: sale.orderId });
    expect(order).toMatchObject({ status: 'confirmed', version: 3 });
  });

  it('cancels when the payment fails, with the reason the payment gave', async () => {
    const [declined, late] = [await aSale(ordering, 'placed'), await aSale(ordering, 'placed')];
    const failure = ({ checkout, paymentId, orderId }: typeof late, reason: 'declined' | 'timed_out') => ({
      paymentId,
      checkoutId: checkout.checkoutId,
      orderIds: [orderId],
      reason,
      declineCode: null,
    });
    await ordering.deliver('paymentFailed', failure(declined, 'declined'), failure(late, 'timed_out'));
    const told = await ordering.published('orderCancelled');
    expect(told.find((event) => event.orderId === declined.orderId)?.reason).toBe('payment_failed');
    expect(told.find((event) => event.orderId === late.orderId)?.reason).toBe('payment_timed_out');
    expect(await ordering.call('getCheckout', { checkoutId: late.checkout.checkoutId }, late.buyer)).toMatchObject({
      status: 'cancelled',
    });
  });

  it('stays cancelled when the money comes after the cancellation, and notes it once', async () => {
    const sale = await aSale(ordering, 'placed');
    await ordering.call('cancelOrder', { orderId: sale.orderId }, sale.buyer);
    await ordering.deliver('paymentCompleted', paymentOf(sale));
    await ordering.deliver('paymentCompleted', paymentOf(sale));
    const timeline = await ordering.call('getTimeline', { orderId: sale.orderId }, sale.buyer);
    expect(timeline.items.map((item) => item.type)).toEqual(['OrderPlaced', 'OrderCancelled', 'PaymentArrivedTooLate']);
    expect((await ordering.published('orderPaid')).some((event) => event.orderId === sale.orderId)).toBe(false);
  });

  it('lets the other orders of a checkout go on when one was cancelled', async () => {
    const buyer = aBuyer(ordering);
    const [first, second] = [aVariant(ordering), aVariant(ordering)];
    const { checkout } = await placed(ordering, buyer, [
      { variantId: first.variantId, quantity: 1 },
      { variantId: second.variantId, quantity: 1 },
    ]);
    const [cancelled, going] = checkout.orders;
    await ordering.call('cancelOrder', { orderId: cancelled!.orderId }, buyer);
    await ordering.deliver('paymentCompleted', paymentOf({ checkout, paymentId: randomUUID() }));
    expect(await statusOf(cancelled!.orderId)).toBe('cancelled');
    expect(await statusOf(going!.orderId)).toBe('paid');
    expect(await ordering.call('getCheckout', { checkoutId: checkout.checkoutId }, buyer)).toMatchObject({
      status: 'paid',
    });
  });

  it('cancels a paid order whose stock was gone, but never one that was confirmed', async () => {
    const [short, fine] = [await aSale(ordering, 'paid'), await aSale(ordering, 'confirmed')];
    const shortage = ({ orderId, checkout, variantId }: typeof short) => ({
      orderId,
      checkoutId: checkout.checkoutId,
      variantIds: [variantId],
    });
    await ordering.deliver('stockShort', shortage(short), shortage(fine));
    expect(await ordering.call('getOrder', { orderId: short.orderId }, short.buyer)).toMatchObject({
      status: 'cancelled',
      cancelReason: 'stock_short',
    });
    expect(await statusOf(fine.orderId)).toBe('confirmed');
  });

  it('counts a shipped order as delivered when the timer released the money', async () => {
    const [byTimer, byDispute] = [await aSale(ordering, 'shipped'), await aSale(ordering, 'shipped')];
    const release = ({ orderId, storeId, checkout }: typeof byTimer, by: 'timer' | 'dispute') => ({
      orderId,
      storeId,
      toStore: checkout.total,
      commission: { amountMinor: '0', currency: 'BRL' },
      by,
      releasedAt: '2026-03-08T10:00:00.000Z',
    });
    await ordering.deliver('escrowReleased', release(byTimer, 'timer'), release(byDispute, 'dispute'));
    expect(await statusOf(byTimer.orderId)).toBe('delivered');
    expect(await statusOf(byDispute.orderId)).toBe('shipped');
    const told = (await ordering.published('orderDelivered')).find((event) => event.orderId === byTimer.orderId);
    expect(told).toMatchObject({ by: 'timer', lines: [{ quantity: 3 }] });
  });

  it('keeps a state that equals the fold of its events', async () => {
    const orders = await ordering.db.query<{ order_id: string; state: unknown }>(
      'SELECT order_id, state FROM customer_order',
    );
    const rows = await ordering.db.query<{
      order_id: string;
      data: unknown;
      occurred_at: Date;
      version: number;
      type: string;
      actor: string;
    }>('SELECT * FROM order_event ORDER BY order_id, version');
    expect(orders.length).toBeGreaterThan(5);
    for (const { order_id, state } of orders) {
      const events = rows
        .filter((row) => row.order_id === order_id)
        .map(
          ({ data, occurred_at, version, type, actor }) =>
            ({ version, type, actor, data: fromStoredJson(data), occurredAt: occurred_at }) as RecordedOrderEvent,
        );
      expect(fold(events)).toEqual(fromStoredJson(state));
    }
  });

  it.each(['UPDATE order_event SET actor = $$x$$', 'DELETE FROM order_event', 'TRUNCATE order_event'])(
    'refuses to change history: %s',
    async (statement) => {
      await expect(ordering.db.query(statement)).rejects.toMatchObject({ code: '23001' });
    },
  );
});
