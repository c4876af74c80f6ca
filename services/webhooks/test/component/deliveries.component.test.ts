import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { settableClock } from '@haat/service-kit/testing';
import { Webhook } from 'standardwebhooks';
import { RETRY_PAUSES_MS } from '../../src/domain/delivery.ts';
import { aReceiver, type Receiver } from '../builders/a-receiver.ts';
import { aWebhooks, until, type Webhooks } from '../builders/a-webhooks.ts';
import { lowStock, NOW, OTHER_STORE, orderPaid, STORE } from '../builders/events.ts';

describe('deliveries', () => {
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

  const settled = async (count: number) =>
    until(async () => (await webhooks.deliveries()).filter(({ status }) => status !== 'pending').length === count);
  const attempted = async (count: number) =>
    until(async () => (await webhooks.deliveries()).every(({ attempts }) => attempts === count));

  it('are signed by Standard Webhooks, hold the public form, and leave a record', async () => {
    const { secret } = await webhooks.hear(receiver.url);
    webhooks.start();
    const event = orderPaid(1);
    await webhooks.receive(event);
    await settled(1);
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]];
    const { checkoutId: _c, owner: _o, email: _e, ...data } = event.data as Record<string, unknown>;
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual({
      type: 'order.paid',
      timestamp: event.time,
      data,
    });
    const [delivery] = await webhooks.deliveries();
    expect(headers['webhook-id']).toBe(delivery!.messageId);
    const { attemptLog, payload } = await webhooks.call('getDelivery', {
      storeId: STORE,
      deliveryId: delivery!.deliveryId,
    });
    expect(payload).toBe(body);
    expect(attemptLog).toEqual([
      expect.objectContaining({ number: 1, statusCode: 200, error: null, responseExcerpt: 'ok' }),
    ]);
  });

  it('go to whom they concern, once, however often the event comes', async () => {
    await webhooks.hear(receiver.url);
    await webhooks.hear(`${receiver.url}/stock`, ['stock.low']);
    webhooks.start();
    const event = orderPaid(1);
    for (let i = 0; i < 3; i += 1) await webhooks.receive(event, event);
    await webhooks.receive(orderPaid(2, OTHER_STORE), lowStock());
    await settled(2);
    expect(receiver.received.map(({ path }) => path).sort()).toEqual(['/hooks', '/hooks/stock']);
  });

  it('are tried again after growing pauses, and fail in plain sight', async () => {
    await webhooks.hear(receiver.url);
    receiver.answerStatus(503);
    webhooks.start();
    await webhooks.receive(orderPaid(1));
    for (const [index, pauseMs] of RETRY_PAUSES_MS.entries()) {
      await attempted(index + 1);
      const nextAttemptAt = (await webhooks.deliveries())[0]!.nextAttemptAt!;
      expect(Date.parse(nextAttemptAt) - webhooks.clock.now().getTime()).toBe(pauseMs);
      webhooks.clock.advance(pauseMs);
    }
    await settled(1);
    const [delivery] = await webhooks.deliveries();
    expect(delivery).toMatchObject({ status: 'failed', attempts: RETRY_PAUSES_MS.length + 1, lastStatusCode: 503 });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('wait as long as the receiver asks', async () => {
    await webhooks.hear(receiver.url);
    receiver.answerStatus(429, { 'retry-after': '3600' });
    webhooks.start();
    await webhooks.receive(orderPaid(1));
    await attempted(1);
    const nextAttemptAt = (await webhooks.deliveries())[0]!.nextAttemptAt!;
    expect(Date.parse(nextAttemptAt) - webhooks.clock.now().getTime()).toBe(3_600_000);
  });

  it('are replayed one by one and all that failed since a time', async () => {
    const { endpoint } = await webhooks.hear(receiver.url);
    const { endpointId } = endpoint;
    receiver.answerStatus(500);
    webhooks.start();
    await webhooks.receive(orderPaid(1), orderPaid(2), orderPaid(3));
    for (const [index, pauseMs] of RETRY_PAUSES_MS.entries()) {
      await attempted(index + 1);
      webhooks.clock.advance(pauseMs);
    }
    await settled(3);
    receiver.answerStatus(204);
    const [last] = await webhooks.deliveries();
    await webhooks.call('replayDelivery', { storeId: STORE, deliveryId: last!.deliveryId });
    await until(async () => (await webhooks.deliveries())[0]!.status === 'delivered');
    const since = new Date(0).toISOString();
    expect(await webhooks.call('replayFailed', { storeId: STORE, endpointId, since })).toEqual({
      replayed: 2,
      more: false,
    });
    await until(async () => (await webhooks.deliveries()).every(({ status }) => status === 'delivered'));
    const future = new Date(webhooks.clock.now().getTime() + 1).toISOString();
    expect(await webhooks.call('replayFailed', { storeId: STORE, endpointId, since: future })).toEqual({
      replayed: 0,
      more: false,
    });
  });

  it('survive a process that dies in the middle of an attempt', async () => {
    await webhooks.hear(receiver.url);
    const unanswered: ServerResponse[] = [];
    receiver.answerWith((response) => void unanswered.push(response));
    // As good as dead: its clock stands still, and it settles nothing before the lease is over.
    const dead = webhooks.another({ clock: settableClock(NOW), timeoutMs: 60_000 });
    dead.workers[0]!.start();
    await webhooks.receive(orderPaid(1));
    await until(() => unanswered.length === 1);
    receiver.answerStatus(200);
    webhooks.clock.advance(60_001);
    webhooks.start();
    await settled(1);
    // A late failure does not undo what was settled meanwhile.
    unanswered[0]!.writeHead(500).end();
    await dead.workers[0]!.stop();
    expect(await webhooks.deliveries()).toEqual([expect.objectContaining({ status: 'delivered', attempts: 2 })]);
    expect(receiver.received).toHaveLength(2);
  });

  it('go out once from two processes', async () => {
    await webhooks.hear(receiver.url);
    const other = webhooks.another();
    await webhooks.receive(...Array.from({ length: 90 }, (_, i) => orderPaid(i)));
    other.workers[0]!.start();
    webhooks.start();
    await settled(90);
    await other.workers[0]!.stop();
    expect(receiver.received).toHaveLength(90);
  });

  it('of one slow endpoint hold up no other', async () => {
    const slow = await aReceiver(() => {});
    await webhooks.hear(slow.url);
    await webhooks.receive(...Array.from({ length: 100 }, (_, i) => orderPaid(i)));
    await webhooks.hear(receiver.url, ['stock.low']);
    webhooks.start();
    await until(() => slow.received.length > 0);
    await webhooks.receive(lowStock());
    await until(() => receiver.received.length === 1);
    expect(slow.received.length).toBeLessThan(20);
    await slow.close();
  });

  it('are forgotten thirty days after they were settled', async () => {
    await webhooks.hear(receiver.url);
    webhooks.start();
    await webhooks.receive(orderPaid(1));
    await settled(1);
    webhooks.clock.advance(30 * 24 * 3_600_000);
    await webhooks.receive(orderPaid(2));
    await settled(2);
    webhooks.clock.advance(1);
    await settled(1);
    expect(await webhooks.deliveries()).toHaveLength(1);
  });
});
