import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSimulatorProvider } from '@haat/payments';
import {
  aPlacedCheckout,
  admin,
  balances,
  factsOf,
  ledgerFaults,
  type PaymentsUnderTest,
  START,
  startPayments,
  statusOf,
  until,
  WEBHOOK_SECRET,
} from '@haat/payments/testing';
import { createServer } from '@haat/service-kit';
import { createTestDatabase, settableClock, type TestDatabase } from '@haat/service-kit/testing';
import { createSimulator, migrationsDirectory, type SignedWebhook, type Simulator } from '@haat/simulator';

const ROUTE = '/v1/payments/webhooks/simulator';
const nobody = { authenticate: async () => null, membershipsOf: async () => [] } as never;

describe('payments and the simulated provider', () => {
  const clock = settableClock(START);
  const received: SignedWebhook[] = [];
  let isReachable = true;
  let books: TestDatabase;
  let simulator: Simulator;
  let payments: PaymentsUnderTest;
  let server: ReturnType<typeof createServer>;

  const post = async ({ headers, body }: Pick<SignedWebhook, 'headers' | 'body'>) =>
    server.inject({ method: 'POST', url: ROUTE, headers: { ...headers }, payload: body });

  beforeAll(async () => {
    books = await createTestDatabase(migrationsDirectory, 'simulator');
    simulator = createSimulator({
      database: books.database,
      clock,
      webhookUrl: `http://payments${ROUTE}`,
      webhookSecret: WEBHOOK_SECRET,
      send: async (webhook) => {
        if (!isReachable) throw new Error('nobody is there');
        received.push(webhook);
        return (await post(webhook)).statusCode;
      },
    });
    payments = await startPayments(createSimulatorProvider(simulator.request), { clock });
    server = createServer(payments.service as never, { authenticator: nobody, checkOutput: true, onDefect: () => {} });
    for (const worker of simulator.workers) worker.start();
  });
  afterAll(async () => {
    expect(await ledgerFaults(payments.database)).toEqual([]);
    await Promise.all(simulator.workers.map((worker) => worker.stop()));
    await payments.stop();
    await server.close();
    await books.drop();
  });

  const place = async (token: string) => {
    const placed = aPlacedCheckout({ token, expiresAt: new Date(clock.now().getTime() + 1_800_000) });
    await payments.deliver('checkoutPlaced', placed);
    return placed;
  };
  const settled = (checkoutId: string, status: string) =>
    until(async () => (await statusOf(payments.database, checkoutId)) === status);
  const tenderOf = async (checkoutId: string) =>
    (await payments.call('getPayment', { checkoutId }, admin)).tenders[0].tenderId as string;
  const count = async (table: 'charge' | 'refund', column: string, key: string) =>
    Number(
      (await books.database.query<{ n: bigint }>(`SELECT count(*) AS n FROM ${table} WHERE ${column} = $1`, [key]))[0]!
        .n,
    );
  const about = (tenderId: string) => received.filter(({ body }) => body.includes(tenderId));
  /** A charge reaches the provider after the answer to whoever placed the checkout. */
  const charged = (tenderId: string) => until(async () => (await count('charge', 'key', tenderId)) === 1);
  const completions = async (checkoutId: string) =>
    (await payments.announced('paymentCompleted')).filter((each) => each.checkoutId === checkoutId);

  it.each(['tok_success', 'tok_success_sync', 'tok_error_then_success', 'tok_whatever'])(
    'completes %s once, with one charge',
    async (token) => {
      const { checkoutId } = await place(token);
      const moving = until(async () => {
        // The second call comes after a pause, which the settable clock lets pass.
        if (token === 'tok_error_then_success') clock.advance(1_000);
        return (await statusOf(payments.database, checkoutId)) === 'completed';
      });
      await moving;
      const tenderId = await tenderOf(checkoutId);
      await until(async () => about(tenderId).length === 1);
      expect(await count('charge', 'key', tenderId)).toBe(1);
      expect(await completions(checkoutId)).toHaveLength(1);
    },
  );

  it.each(['tok_decline', 'tok_decline_late'])('fails %s with its reason', async (token) => {
    const { checkoutId } = await place(token);
    await settled(checkoutId, 'failed');
    const failed = (await payments.announced('paymentFailed')).filter((each) => each.checkoutId === checkoutId);
    expect(failed).toMatchObject([{ reason: 'declined', declineCode: 'card_declined' }]);
  });

  it('completes once although each webhook comes five times, in any order, before and after the return', async () => {
    const placed = await Promise.all(Array.from({ length: 6 }, () => place('tok_duplicate_webhook')));
    const returns = () =>
      Promise.all(placed.map(({ checkoutId }) => payments.call('confirmReturn', { checkoutId }, admin)));
    await returns();
    await Promise.all(placed.map(({ checkoutId }) => settled(checkoutId, 'completed')));
    await returns();
    for (const { checkoutId } of placed) {
      const tenderId = await tenderOf(checkoutId);
      await until(async () => about(tenderId).length === 5);
      await Promise.all(about(tenderId).map(post));
      expect(await completions(checkoutId)).toHaveLength(1);
      expect(await count('charge', 'key', tenderId)).toBe(1);
    }
  });

  it('believes the provider, not the browser, when the browser returns first', async () => {
    isReachable = false;
    const { checkoutId } = await place('tok_success');
    await charged(await tenderOf(checkoutId));
    expect(await payments.call('confirmReturn', { checkoutId }, admin)).toMatchObject({ status: 'completed' });
    isReachable = true;
  });

  it('delivers later what could not be delivered', async () => {
    isReachable = false;
    const { checkoutId } = await place('tok_success');
    await charged(await tenderOf(checkoutId));
    expect(await statusOf(payments.database, checkoutId)).toBe('processing');
    isReachable = true;
    await until(async () => {
      clock.advance(1_000);
      return (await statusOf(payments.database, checkoutId)) === 'completed';
    });
  });

  it('times out and gives a late success back, once, with its entries', async () => {
    const placed = await place('tok_late_success');
    const tenderId = await tenderOf(placed.checkoutId);
    await charged(tenderId);
    clock.advance(1_800_000);
    await settled(placed.checkoutId, 'failed');
    const deliver = () => simulator.request({ method: 'POST', path: `/simulator/charges/${tenderId}/deliver` });
    expect([await deliver(), await deliver()]).toMatchObject([{ status: 200 }, { status: 200 }]);
    await until(async () => (await count('refund', 'charge_key', tenderId)) === 1);
    await until(async () => about(tenderId).length === 2);
    expect(await balances(payments.database, placed)).toMatchObject({
      escrows: [0n],
      unapplied: 0n,
      postings: ['capture', 'refund'],
    });
  });

  it('gives a success back that arrives after the cancellation', async () => {
    const placed = await place('tok_late_success');
    const tenderId = await tenderOf(placed.checkoutId);
    await charged(tenderId);
    await payments.deliver('orderCancelled', { ...factsOf(placed), reason: 'buyer_request', note: '' });
    await simulator.request({ method: 'POST', path: `/simulator/charges/${tenderId}/deliver` });
    await until(async () => (await count('refund', 'charge_key', tenderId)) === 1);
    expect(await balances(payments.database, placed)).toMatchObject({
      escrows: [0n],
      unapplied: 0n,
      postings: ['capture', 'refund'],
    });
  });

  it('refuses webhooks that are forged, altered, old or no webhooks at all', async () => {
    const { checkoutId } = await place('tok_success');
    const tenderId = await tenderOf(checkoutId);
    await until(async () => about(tenderId).length === 1);
    const [good] = about(tenderId);
    const { headers, body } = good!;
    const altered = await post({ headers, body: body.replace('succeeded', 'succeedeD') });
    const unsigned = await post({ headers: { ...headers, 'webhook-signature': '' }, body });
    const otherTime = await post({ headers: { ...headers, 'webhook-timestamp': '1' }, body });
    const empty = await server.inject({ method: 'POST', url: ROUTE });
    for (const answer of [altered, unsigned, otherTime, empty]) {
      expect(answer.statusCode).toBe(401);
      expect(answer.json()).toMatchObject({ code: 'payments.webhook_signature_invalid' });
    }
    clock.advance(3_600_000);
    expect((await post({ headers, body })).statusCode).toBe(401);
  });
});
