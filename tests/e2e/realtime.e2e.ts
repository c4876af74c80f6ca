import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connected, connectSocket, join, record } from './support/live.ts';
import { tokenOf } from './support/people.ts';
import { buy, listThing, openStore, orderIn, type Variant } from './support/shop.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

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
});
