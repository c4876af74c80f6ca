import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WEBHOOK_LIMITS } from '@haat/contracts';
import { aWebhooks, type Webhooks } from '../builders/a-webhooks.ts';
import { NOW, STORE } from '../builders/events.ts';

describe('limits of webhooks', () => {
  let webhooks: Webhooks;
  beforeEach(async () => {
    webhooks = await aWebhooks();
  });
  afterEach(() => webhooks.drop());

  const create = (wish: { url?: string; description?: string }) =>
    webhooks.call('createEndpoint', {
      storeId: STORE,
      url: 'http://127.0.0.1:9/',
      eventTypes: ['order.paid'],
      ...wish,
    });
  const urlOf = (length: number) => 'http://127.0.0.1:9/'.padEnd(length, 'x');

  it('hold for addresses and descriptions', async () => {
    const { endpoint } = await create({
      url: urlOf(WEBHOOK_LIMITS.urlLength),
      description: 'x'.repeat(WEBHOOK_LIMITS.descriptionLength),
    });
    expect(endpoint.url).toHaveLength(WEBHOOK_LIMITS.urlLength);
    const field = (name: string) => ({ code: 'request.invalid', details: { field: name, rule: 'too_big' } });
    await expect(create({ url: urlOf(WEBHOOK_LIMITS.urlLength + 1) })).rejects.toMatchObject(field('url'));
    const tooLong = 'x'.repeat(WEBHOOK_LIMITS.descriptionLength + 1);
    await expect(create({ description: tooLong })).rejects.toMatchObject(field('description'));
  });

  it('hold for what one call sends again', async () => {
    const { endpoint } = await create({});
    const { endpointId } = endpoint;
    const add = `INSERT INTO webhook_delivery (delivery_id, endpoint_id, store_id, cause_id, type, payload, status,
        attempts, round, next_attempt_at, created_at, settled_at)
      SELECT gen_random_uuid(), $1, $2, gen_random_uuid(), 'order.paid', '{}', 'failed', 8, 8, $3, $3, $3
      FROM generate_series(1, $4)`;
    await webhooks.database.query(add, [endpointId, STORE, NOW, WEBHOOK_LIMITS.replaysAtOnce + 1]);
    const again = () => webhooks.call('replayFailed', { storeId: STORE, endpointId, since: new Date(0).toISOString() });
    expect(await again()).toEqual({ replayed: WEBHOOK_LIMITS.replaysAtOnce, more: true });
    expect(await again()).toEqual({ replayed: 1, more: false });
    expect(await again()).toEqual({ replayed: 0, more: false });
  });
});
