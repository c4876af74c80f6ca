import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7Ids } from '@haat/service-kit';
import { createTestDatabase, settableClock, type TestDatabase } from '@haat/service-kit/testing';
import Fastify from 'fastify';
import { createSimulator, migrationsDirectory, type Simulator } from '../src/index.ts';

const ids = uuidv7Ids();
const BRL = 'BRL';

describe('the simulated provider', () => {
  let test: TestDatabase;
  let simulator: Simulator;

  beforeAll(async () => {
    test = await createTestDatabase(migrationsDirectory, 'simulator');
    const clock = settableClock(new Date('2026-03-01T00:00:00Z'));
    simulator = createSimulator({
      database: test.database,
      clock,
      webhookUrl: 'http://nowhere',
      webhookSecret: 's',
      send: async () => 200,
    });
  });
  afterAll(() => test.drop());

  const aCharge = (token: string, amountMinor = '500') => ({
    key: ids.next(),
    reference: ids.next(),
    method: 'card',
    token,
    amount: { amountMinor, currency: BRL },
  });
  const post = (path: string, body: unknown) => simulator.request({ method: 'POST', path: `/simulator/${path}`, body });
  const webhooksOf = (key: string) =>
    test.database.query('SELECT body FROM webhook_delivery WHERE charge_key = $1', [key]);

  it('charges once a key, however often and at once it is asked', async () => {
    const charge = aCharge('tok_success');
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('charges', charge)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await post('charges', charge)).toMatchObject({ body: { status: 'succeeded' } });
    expect(await webhooksOf(charge.key)).toHaveLength(1);
    const other = { ...charge, amount: { amountMinor: '501', currency: BRL } };
    expect(await post('charges', other)).toMatchObject({ status: 409 });
  });

  it.each([
    ['tok_success', 200, { status: 'processing' }, 1],
    ['tok_success_sync', 200, { status: 'succeeded' }, 1],
    ['tok_decline', 200, { status: 'declined', declineCode: 'card_declined' }, 1],
    ['tok_decline_late', 200, { status: 'processing' }, 1],
    ['tok_timeout', 200, { status: 'processing' }, 0],
    ['tok_late_success', 200, { status: 'processing' }, 0],
    ['tok_duplicate_webhook', 200, { status: 'processing' }, 5],
    ['tok_error_then_success', 503, {}, 0],
  ])('follows the script of %s', async (token, status, body, webhooks) => {
    const charge = aCharge(token);
    expect(await post('charges', charge)).toMatchObject({ status, body });
    expect(await webhooksOf(charge.key)).toHaveLength(webhooks);
  });

  it('gives back no more than was charged, and each refund once', async () => {
    const charge = aCharge('tok_success_sync');
    await post('charges', charge);
    const refund = { key: ids.next(), chargeKey: charge.key, amount: { amountMinor: '300', currency: BRL } };
    expect(await Promise.all([post('refunds', refund), post('refunds', refund)])).toMatchObject([
      { status: 200 },
      { status: 200 },
    ]);
    expect(await post('refunds', { ...refund, key: ids.next() })).toMatchObject({ status: 409 });
  });

  it('answers the same over HTTP, and refuses what is no charge', async () => {
    const app = Fastify();
    simulator.plugin(app);
    const charge = aCharge('tok_success_sync');
    const made = await app.inject({ method: 'POST', url: '/simulator/charges', payload: charge });
    const found = await app.inject({ method: 'GET', url: `/simulator/charges/${charge.key}` });
    expect([made.json(), found.json()]).toEqual([{ status: 'succeeded' }, { status: 'succeeded' }]);
    const wrong = await app.inject({
      method: 'POST',
      url: '/simulator/charges',
      payload: { ...charge, amount: { amountMinor: '-1', currency: BRL } },
    });
    const unknown = await app.inject({ method: 'GET', url: `/simulator/charges/${ids.next()}` });
    expect([wrong.statusCode, unknown.statusCode]).toEqual([400, 404]);
    await app.close();
  });
});
