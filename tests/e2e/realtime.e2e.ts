import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHaatClient, operations } from '@haat/client';
import { metricsRegistry } from '@haat/service-kit';
import { connected, connectSocket, join, type LiveSocket, record } from './support/live.ts';
import { ADDRESS, as, emailOf, tokenOf } from './support/people.ts';
import { buy, card, listThing, openStore, orderIn, type Variant } from './support/shop.ts';
import { setStage, type Stage } from './support/stage.ts';
import { inParallel, until } from './support/until.ts';

describe('live updates at the gateway', () => {
  let stage: Stage;
  let thing: Variant;

  beforeAll(async () => {
    stage = await setStage();
    const storeId = await openStore(stage.api, 'seller');
    thing = await listThing(stage.api, { storeId, seller: 'seller', onHand: 1_000 });
  });

  afterAll(() => stage.stop());

  it.each(['websocket', 'polling'])('tell a buyer how the order goes on, over %s', async (transport) => {
    const socket = connectSocket(stage.url, { token: tokenOf('bea') }, { transports: [transport] });
    const heard = record(socket);
    await connected(socket);
    const placed = await buy(stage.api, 'bea', [{ variantId: thing.variantId, quantity: 1 }]);
    const { orderId } = placed.orders[0]!;
    expect(await join(socket, { room: `order:${orderId}`, after: 0 })).toMatchObject({ ok: true });
    await orderIn(stage.api, 'bea', orderId, 'confirmed');
    await until('both messages', async () => heard.messages.length >= 2);
    expect(heard.messages.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['orderPaid', 1],
      ['orderConfirmed', 2],
    ]);
    socket.disconnect();
  });

  it('let a guest follow the order of the guest, and nobody else', async () => {
    const { cart, guestToken } = await stage.api.ordering.createCart({
      lines: [{ variantId: thing.variantId, quantity: 1 }],
    });
    const guest = { guestToken: guestToken! };
    const quote = await stage.api.ordering.quoteCheckout({ cartId: cart.cartId, shippingAddress: ADDRESS }, guest);
    const placed = await stage.api.ordering.placeCheckout(
      {
        cartId: cart.cartId,
        shippingAddress: ADDRESS,
        email: 'guest@people.example',
        tenders: card(quote.total.amountMinor),
      },
      { ...guest, idempotencyKey: 'guest-checkout' },
    );
    if (placed.outcome !== 'placed') throw new Error(placed.outcome);
    const room = `order:${placed.checkout.orders[0]!.orderId}`;
    const own = await connected(connectSocket(stage.url, guest));
    const heard = record(own);
    expect(await join(own, { room, after: 0 })).toMatchObject({ ok: true });
    await until('the payment', async () => heard.messages.some(({ type }) => type === 'orderPaid'));
    const other = await connected(connectSocket(stage.url, { guestToken: 'somebody-elses-token-of-a-cart' }));
    expect(await join(other, { room })).toMatchObject({ error: { code: 'ordering.order_not_found' } });
    own.disconnect();
    other.disconnect();
  });

  it('send away who is nobody, and whose sessions are revoked', async () => {
    await expect(connected(connectSocket(stage.url, {}))).rejects.toMatchObject({ code: 'access.sign_in_required' });
    await expect(connected(connectSocket(stage.url, { token: 'x' }))).rejects.toMatchObject({ status: 401 });
    const socket = await connected(connectSocket(stage.url, { token: tokenOf('rita') }));
    const heard = record(socket);
    await stage.api.identity.revokeMySessions({}, as('rita'));
    await until('the end', async () => heard.ended !== '');
    expect(heard.errors[0]).toMatchObject({ problem: { code: 'identity.token_revoked' } });
  });

  it('show the stock of a product as it is bought', async () => {
    const few = await listThing(stage.api, { storeId: thing.storeId, seller: 'seller', onHand: 3 });
    const socket = await connected(connectSocket(stage.url, { token: tokenOf('bea') }));
    const heard = record(socket);
    await join(socket, { room: `product:${few.productId}`, after: 0 });
    await buy(stage.api, 'bea', [{ variantId: few.variantId, quantity: 2 }]);
    await until('both levels', async () => heard.messages.length === 2);
    expect(heard.messages.map(({ data }) => (data as { available: number }).available)).toEqual([3, 1]);
    socket.disconnect();
  });

  it('tell the generated client over events and sockets alike, and it goes on where it was', async () => {
    const client = createHaatClient({ url: stage.url, getToken: () => tokenOf('dina') });
    const { orders } = await buy(stage.api, 'dina', [{ variantId: thing.variantId, quantity: 1 }]);
    const { orderId } = orders[0]!;
    const ending = new AbortController();
    const overEvents: [number, string | null, string | undefined][] = [];
    const following = (async () => {
      const variables = { orderId, after: 0 };
      const updates = client.subscribe(operations.OrderUpdatesDocument, variables, { signal: ending.signal });
      for await (const { orderUpdates } of updates) {
        overEvents.push([orderUpdates.sequence, orderUpdates.type, orderUpdates.order?.orderNumber]);
      }
    })();
    const live = client.live();
    const overSocket: string[] = [];
    const room = await live.join(`order:${orderId}`, { after: 0, onMessage: ({ type }) => overSocket.push(type) });
    await orderIn(stage.api, 'dina', orderId, 'confirmed');
    await until('both', async () => overEvents.length === 2 && overSocket.length === 2);
    await stage.api.ordering.shipOrder({ orderId, carrier: 'Post', trackingNumber: 'PT 1' }, as('seller'));
    await until('the shipment', async () => overEvents.length === 3 && overSocket.length === 3);
    const { orderNumber } = orders[0]!;
    expect(overEvents).toEqual([
      [1, 'ORDER_PAID', orderNumber],
      [2, 'ORDER_CONFIRMED', orderNumber],
      [3, 'ORDER_SHIPPED', orderNumber],
    ]);
    expect([overSocket, room.sequence]).toEqual([['orderPaid', 'orderConfirmed', 'orderShipped'], 3]);
    ending.abort();
    await following;
    const refused = live.join(`store:${thing.storeId}`, { onMessage: () => undefined });
    await expect(refused).rejects.toMatchObject({ code: 'stores.store_not_found' });
    const stranger = createHaatClient({ url: stage.url, getToken: () => tokenOf('eve') });
    const denied = stranger.subscribe(operations.OrderUpdatesDocument, { orderId });
    await expect(denied.next()).rejects.toMatchObject({ code: 'ordering.order_not_found' });
    await until('the subscription to be forgotten', async () => (await openSubscriptions()) === 0);
    live.close();
  });

  it('tell a client that loses its connection fifty times each event exactly once, in order', async () => {
    const { userId } = await stage.api.identity.me({}, as('carl'));
    const rooms = [`user:${userId}`, `store:${thing.storeId}`];
    await stage.api.stores.addMember({ storeId: thing.storeId, email: emailOf('carl'), role: 'staff' }, as('seller'));
    const steady = await connected(connectSocket(stage.url, { token: tokenOf('carl') }));
    const witness = record(steady);
    await until('membership', async () => 'ok' in (await join(steady, ...rooms.map((room) => ({ room, after: 0 })))));
    const heard = new Map<string, string[]>(rooms.map((room) => [room, []]));
    let losses = 0;
    let isDone = false;
    const losing = (async () => {
      while (!isDone || losses < LOSSES) {
        const socket = await connected(connectSocket(stage.url, { token: tokenOf('carl') }));
        const messages = followRooms(socket, heard);
        await join(socket, ...rooms.map((room) => ({ room, after: heard.get(room)!.length })));
        await until('something to lose', async () => messages() > 0 || isDone);
        // The connection breaks without a word, as in a tunnel.
        (
          socket.io.engine as unknown as { transport: { ws: { _socket: { destroy(): void } } } }
        ).transport.ws._socket.destroy();
        losses += 1;
      }
    })();
    await inParallel(Array.from({ length: ORDERS }), 6, async () => {
      const { orders } = await buy(stage.api, 'carl', [{ variantId: thing.variantId, quantity: 1 }]);
      const { orderId } = orders[0]!;
      await orderIn(stage.api, 'carl', orderId, 'confirmed');
      await stage.api.ordering.shipOrder({ orderId, carrier: 'Post', trackingNumber: 'PT 1' }, as('seller'));
      await stage.api.ordering.confirmDelivery({ orderId }, as('carl'));
    });
    const delivered = () => witness.messages.filter(({ room, type }) => room === rooms[0] && type === 'orderDelivered');
    await until('the last delivery', async () => delivered().length === ORDERS);
    isDone = true;
    await losing;
    expect(losses).toBeGreaterThanOrEqual(LOSSES);
    const last = await connected(connectSocket(stage.url, { token: tokenOf('carl') }));
    followRooms(last, heard);
    await join(last, ...rooms.map((room) => ({ room, after: heard.get(room)!.length })));
    for (const room of rooms) {
      const wanted = witness.messages.filter((message) => message.room === room);
      expect(wanted.map(({ sequence }) => sequence)).toEqual(wanted.map((_, index) => index + 1));
      await until('the rest', async () => heard.get(room)!.length >= wanted.length);
      expect(heard.get(room)!.slice(0, wanted.length)).toEqual(wanted.map(({ id }) => id));
    }
    steady.disconnect();
    last.disconnect();
    expect(stage.defects).toEqual([]);
  });
});

/** The marketplace runs in the process of the test, and so does its registry. */
async function openSubscriptions(): Promise<number> {
  const metric = await metricsRegistry.getSingleMetric('live_subscriptions')!.get();
  return metric.values[0]?.value ?? 0;
}

const LOSSES = 50;
const ORDERS = 60;

/** Keeps what is heard of each room, and counts it; a message that is out of order would show in the comparison. */
function followRooms(socket: LiveSocket, heard: Map<string, string[]>): () => number {
  let count = 0;
  socket.on('message', ({ room, id }) => {
    heard.get(room)!.push(id);
    count += 1;
  });
  return () => count;
}
