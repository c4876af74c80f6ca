import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRestClient } from '@haat/client';
import { createMortalMarketplace } from './support/mortal-marketplace.ts';
import { aPartner } from './support/partner.ts';
import { as } from './support/people.ts';
import { buy, listThing, openStore, orderIn, type Variant } from './support/shop.ts';
import { setStage, type Stage } from './support/stage.ts';
import { inParallel, until } from './support/until.ts';

type Partner = Awaited<ReturnType<typeof aPartner>>;

const ORDER_EVENTS = ['order.paid', 'order.confirmed', 'order.shipped', 'order.delivered', 'order.cancelled'] as const;
const SELLER = 'sofia';
/** As long as an attempt may be in the hands of a process that is dead. */
const LEASE_MS = 60_000;

async function advanceClock(url: string, advanceMs: number): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ advanceMs });
  const { status } = await fetch(`${url}/v1/dev/clock`, { method: 'POST', headers, body });
  expect(status).toBe(200);
}

describe('partners of a store', () => {
  let stage: Stage;
  let partner: Partner;
  let storeId: string;
  let thing: Variant;
  let endpointId: string;

  beforeAll(async () => {
    stage = await setStage();
    partner = await aPartner();
    storeId = await openStore(stage.api, SELLER);
    thing = await listThing(stage.api, { storeId, seller: SELLER, onHand: 1_000 });
    const { endpoint, secret } = await stage.api.webhooks.createEndpoint(
      { storeId, url: partner.url, eventTypes: [...ORDER_EVENTS, 'escrow.released'] },
      as(SELLER),
    );
    endpointId = endpoint.endpointId;
    partner.believe(secret);
  });

  afterAll(async () => {
    await stage.stop();
    await partner.close();
    expect(stage.defects).toEqual([]);
  });

  const confirmedOrder = async (buyer: string) => {
    const { orders } = await buy(stage.api, buyer, [{ variantId: thing.variantId, quantity: 1 }]);
    await orderIn(stage.api, buyer, orders[0]!.orderId, 'confirmed');
    return orders[0]!.orderId;
  };

  it('hear of an order from its payment to its money, signed, and nothing of its buyer', async () => {
    const orderId = await confirmedOrder('bea');
    await stage.api.ordering.shipOrder({ orderId, carrier: 'Post', trackingNumber: '1' }, as(SELLER));
    await stage.api.ordering.confirmDelivery({ orderId }, as('bea'));
    await until('all five messages', async () => partner.typesOf(orderId).length === 5);
    expect(partner.typesOf(orderId)).toEqual([
      'escrow.released',
      'order.confirmed',
      'order.delivered',
      'order.paid',
      'order.shipped',
    ]);
    expect(partner.refused).toEqual([]);
    const { userId } = await stage.api.identity.me({}, as('bea'));
    for (const personal of ['bea@', userId]) expect(JSON.stringify(partner.heard)).not.toContain(personal);
  });

  it('are told again by the clock when they were away, and can ask for it themselves', async () => {
    partner.answerWith(503);
    const orderId = await confirmedOrder('cleo');
    const attempted = (count: number) =>
      until(`attempt ${count}`, async () => {
        const { items } = await stage.api.webhooks.listDeliveries({ storeId, status: 'pending' }, as(SELLER));
        return items.length >= 2 && items.every(({ attempts }) => attempts >= count) ? items : undefined;
      });
    const waiting = await attempted(1);
    expect(partner.typesOf(orderId)).toEqual([]);
    partner.answerWith(204);
    await stage.api.webhooks.replayDelivery({ storeId, deliveryId: waiting[0]!.deliveryId }, as(SELLER));
    await until('the one asked for', async () => partner.typesOf(orderId).length === 1);
    await advanceClock(stage.url, 30_000);
    await until('the other one', async () => partner.typesOf(orderId).length === 2);
    const read = () => stage.api.webhooks.getDelivery({ storeId, deliveryId: waiting[0]!.deliveryId }, as(SELLER));
    const { attemptLog } = await until('the record', async () => {
      const found = await read();
      return found.status === 'delivered' ? found : undefined;
    });
    expect(attemptLog.map(({ statusCode }) => statusCode)).toEqual([204, expect.any(Number)]);
  });

  it('act by an API key with scopes', async () => {
    const make = async (scope: 'webhooks:read' | 'webhooks:write') => {
      const made = await stage.api.identity.createApiKey({ storeId, name: scope, scopes: [scope] }, as(SELLER));
      return { token: made.secret! };
    };
    const reader = await make('webhooks:read');
    expect((await stage.api.webhooks.listEndpoints({ storeId }, reader)).items).toHaveLength(1);
    await expect(stage.api.webhooks.sendTest({ storeId, endpointId }, reader)).rejects.toMatchObject({
      code: 'access.scope_missing',
    });
    await stage.api.webhooks.sendTest({ storeId, endpointId }, await make('webhooks:write'));
    await until('the test', async () => partner.heard.some(({ type }) => type === 'webhook.test'));
  });
});

describe('partners, as far as the embedded profile lets strangers name addresses', () => {
  it.each([
    ['https://127.0.0.1/', 'webhooks.address_refused'],
    ['https://[::ffff:169.254.169.254]/', 'webhooks.address_refused'],
    ['https://localhost/', 'webhooks.address_refused'],
    ['http://93.184.216.34/', 'webhooks.url_invalid'],
    ['https://93.184.216.34:5432/', 'webhooks.url_invalid'],
  ])('are not reached at %s', async (url, code) => {
    const stage = await shared();
    const storeId = await openStore(stage.api, SELLER);
    await expect(
      stage.api.webhooks.createEndpoint({ storeId, url, eventTypes: ['order.paid'] }, as(SELLER)),
    ).rejects.toMatchObject({ code });
  });

  let starting: Promise<Stage> | undefined;
  const shared = () => (starting ??= setStage({ allowPrivateWebhooks: false }));
  afterAll(async () => (await starting)?.stop());
});

describe('a partner of a marketplace that is killed', () => {
  it('hears of every order at least once', async () => {
    const marketplace = await createMortalMarketplace();
    const partner = await aPartner();
    try {
      await marketplace.start();
      const api = createRestClient({ baseUrl: marketplace.url });
      const storeId = await openStore(api, SELLER);
      const thing = await listThing(api, { storeId, seller: SELLER, onHand: 1_000 });
      const { secret } = await api.webhooks.createEndpoint(
        { storeId, url: partner.url, eventTypes: ['order.paid'] },
        as(SELLER),
      );
      partner.believe(secret);
      // Slow enough that attempts are in hand when the end comes.
      partner.answerWith(204, { afterMs: 100 });
      const orders: string[] = [];
      for (let kill = 0; kill < 2; kill += 1) {
        const buyers = Array.from({ length: 12 }, (_, index) => `buyer-${kill}-${index}`);
        const placed = await inParallel(buyers, 6, async (buyer) => {
          const { orders: made } = await buy(api, buyer, [{ variantId: thing.variantId, quantity: 1 }]);
          return made[0]!.orderId;
        });
        orders.push(...placed);
        await until('some messages', async () => partner.heard.length > kill * 12);
        await marketplace.kill();
        await marketplace.start();
        await advanceClock(marketplace.url, LEASE_MS);
      }
      const missing = () => orders.filter((orderId) => partner.typesOf(orderId).length === 0);
      await until('every order', async () => missing().length === 0);
      expect(partner.refused).toEqual([]);
      expect(marketplace.defects).toEqual([]);
    } finally {
      await marketplace.end();
      await partner.close();
    }
  });
});
