import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WEBHOOK_LIMITS } from '@haat/contracts';
import { Webhook } from 'standardwebhooks';
import { aReceiver, type Receiver } from '../builders/a-receiver.ts';
import { aWebhooks, RIVAL, STAFF, until, type Webhooks } from '../builders/a-webhooks.ts';
import { orderPaid, OTHER_STORE, STORE } from '../builders/events.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('webhook endpoints', () => {
  let webhooks: Webhooks;
  let receiver: Receiver;
  beforeEach(async () => {
    webhooks = await aWebhooks();
    receiver = await aReceiver();
  });
  afterEach(async () => {
    await webhooks.drop();
    await receiver.close();
  });

  const create = (key?: string) =>
    webhooks.call(
      'createEndpoint',
      { storeId: STORE, url: receiver.url, eventTypes: ['order.paid', 'order.paid'], description: 'ERP' },
      key === undefined ? {} : { key },
    );

  it('show their secret once; tables and stored answers hold it sealed only', async () => {
    const made = await create('a-key');
    expect(made.secret).toMatch(/^whsec_/);
    expect(await create('a-key')).toEqual(made);
    const { endpoint } = made;
    expect(endpoint).toMatchObject({ status: 'enabled', eventTypes: ['order.paid'], description: 'ERP' });
    const shown = await webhooks.call('getEndpoint', { storeId: STORE, endpointId: endpoint.endpointId });
    expect(shown).toEqual(endpoint);
    const key = made.secret.slice('whsec_'.length);
    const kept = await webhooks.database.query(
      'SELECT row_to_json(e)::text AS row FROM webhook_endpoint e UNION ALL SELECT row_to_json(k)::text FROM idempotency_key k',
    );
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain(key);
  });

  it('do not sign with a secret that was moved to another endpoint', async () => {
    await create();
    const { endpoint } = await create();
    webhooks.start();
    const swap = `UPDATE webhook_endpoint SET secret = (SELECT secret FROM webhook_endpoint WHERE endpoint_id <> $1)
      WHERE endpoint_id = $1`;
    await webhooks.database.query(swap, [endpoint.endpointId]);
    await webhooks.receive(orderPaid(1));
    await until(() => receiver.received.length === 1);
    const of = (await webhooks.deliveries()).find(({ endpointId }) => endpointId === endpoint.endpointId);
    expect(of).toMatchObject({ status: 'pending', attempts: 0 });
  });

  it('sign with both secrets for a day after a rotation', async () => {
    const { endpoint, secret: old } = await create();
    const { endpointId } = endpoint;
    webhooks.start();
    const rotated = await webhooks.call('rotateSecret', { storeId: STORE, endpointId });
    expect(rotated.secret).not.toBe(old);
    const until24h = new Date(webhooks.clock.now().getTime() + DAY_MS).toISOString();
    expect(rotated.endpoint.previousSecretValidUntil).toBe(until24h);
    const verifies = async (secret: string) => {
      const before = receiver.received.length;
      await webhooks.call('sendTest', { storeId: STORE, endpointId });
      await until(() => receiver.received.length > before);
      const { body, headers } = receiver.received.at(-1)!;
      try {
        return new Webhook(secret).verify(body, headers as Record<string, string>) !== undefined;
      } catch {
        return false;
      }
    };
    webhooks.clock.advance(DAY_MS - 1);
    expect([await verifies(old), await verifies(rotated.secret)]).toEqual([true, true]);
    webhooks.clock.advance(1);
    expect([await verifies(old), await verifies(rotated.secret)]).toEqual([false, true]);
  });

  it('that answer 410 are disabled, and hear again what waited when they are enabled', async () => {
    const { endpoint } = await create();
    const key = { storeId: STORE, endpointId: endpoint.endpointId };
    receiver.answerStatus(410);
    webhooks.start();
    await webhooks.receive(orderPaid(1));
    await until(async () => (await webhooks.call('getEndpoint', key)).status === 'disabled');
    expect(await webhooks.call('getEndpoint', key)).toMatchObject({ disabledReason: 'gone' });
    await expect(webhooks.call('sendTest', key)).rejects.toMatchObject({ code: 'webhooks.endpoint_disabled' });
    await webhooks.receive(orderPaid(2));
    receiver.answerStatus(200);
    await webhooks.call('enableEndpoint', key);
    await webhooks.receive(orderPaid(3));
    await until(async () => (await webhooks.deliveries())[0]!.status === 'delivered');
    // What happened while it was disabled it was not told.
    expect((await webhooks.deliveries()).map(({ status }) => status)).toEqual(['delivered', 'failed']);
  });

  it('that take nothing for five days are disabled', async () => {
    const { endpoint } = await create();
    const key = { storeId: STORE, endpointId: endpoint.endpointId };
    receiver.answerStatus(500);
    webhooks.start();
    await webhooks.receive(orderPaid(1));
    await until(async () => (await webhooks.call('getEndpoint', key)).failingSince !== null);
    webhooks.clock.advance(5 * DAY_MS - 1);
    await until(async () => (await webhooks.deliveries())[0]!.attempts === 2);
    expect((await webhooks.call('getEndpoint', key)).status).toBe('enabled');
    webhooks.clock.advance(DAY_MS);
    await until(async () => (await webhooks.call('getEndpoint', key)).status === 'disabled');
    expect(await webhooks.call('getEndpoint', key)).toMatchObject({ disabledReason: 'failing' });
    expect((await webhooks.deliveries())[0]!.status).toBe('pending');
  });

  it('are changed, listed by pages and removed with their deliveries', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.unshift((await create()).endpoint.endpointId);
    const first = await webhooks.call('listEndpoints', { storeId: STORE, limit: 3 });
    const second = await webhooks.call('listEndpoints', { storeId: STORE, limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ endpointId }) => endpointId)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    const key = { storeId: STORE, endpointId: ids[0]! };
    await webhooks.receive(orderPaid(1));
    const changed = await webhooks.call('updateEndpoint', { ...key, eventTypes: ['stock.low'], description: '' });
    expect(changed).toMatchObject({ eventTypes: ['stock.low'], description: '', url: receiver.url });
    await webhooks.call('disableEndpoint', key);
    await webhooks.call('deleteEndpoint', key);
    await expect(webhooks.call('deleteEndpoint', key)).rejects.toMatchObject({ code: 'webhooks.endpoint_not_found' });
    expect((await webhooks.deliveries()).filter(({ endpointId }) => endpointId === ids[0])).toEqual([]);
  });

  it('are twenty a store at most, also when the last one is made twice at once', async () => {
    for (let i = 1; i < WEBHOOK_LIMITS.endpointsPerStore; i += 1) await create();
    const results = await Promise.allSettled([create(), create()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(create()).rejects.toMatchObject({ code: 'webhooks.too_many_endpoints' });
  });

  it('and their deliveries exist for their own store only', async () => {
    const { endpoint } = await create();
    await webhooks.receive(orderPaid(1));
    const [delivery] = await webhooks.deliveries();
    const mine = { storeId: STORE, endpointId: endpoint.endpointId };
    const theirs = { ...mine, storeId: OTHER_STORE };
    const since = new Date(0).toISOString();
    await expect(webhooks.call('getEndpoint', mine, { as: RIVAL })).rejects.toMatchObject({
      code: 'stores.store_not_found',
    });
    await expect(webhooks.call('getEndpoint', mine, { as: STAFF })).rejects.toMatchObject({ code: 'access.forbidden' });
    for (const name of ['getEndpoint', 'deleteEndpoint', 'rotateSecret', 'sendTest', 'enableEndpoint'] as const)
      await expect(webhooks.call(name, theirs, { as: RIVAL })).rejects.toMatchObject({
        code: 'webhooks.endpoint_not_found',
      });
    await expect(webhooks.call('replayFailed', { ...theirs, since }, { as: RIVAL })).rejects.toMatchObject({
      code: 'webhooks.endpoint_not_found',
    });
    const thing = { storeId: OTHER_STORE, deliveryId: delivery!.deliveryId };
    for (const name of ['getDelivery', 'replayDelivery'] as const)
      await expect(webhooks.call(name, thing, { as: RIVAL })).rejects.toMatchObject({
        code: 'webhooks.delivery_not_found',
      });
    const listed = await webhooks.call('listDeliveries', { storeId: OTHER_STORE }, { as: RIVAL });
    expect(listed.items).toEqual([]);
  });
});
