import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ADDRESS, as } from './support/people.ts';
import { comeToRest, expectBalancedLedger, expectNoDeadLetters, expectShelf, settle } from './support/proofs.ts';
import { buy, card, listThing, openStore, orderIn, type Variant } from './support/shop.ts';
import { prove } from './support/prove.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';
import { deliver, shuffled, sign, succeeded, type Webhook, WEBHOOK_SECRET } from './support/webhook.ts';

const COPIES = 5;
const SHELF = 1000;
const A_DAY_MS = 24 * 60 * 60 * 1000;

type Charge = {
  readonly buyer: string;
  readonly checkoutId: string;
  readonly cartId: string;
  readonly orderId: string;
  readonly total: string;
  readonly paymentId: string;
  readonly tenderId: string;
};

describe('a payment whose provider speaks late, often and in any order', () => {
  let stage: Stage;
  let thing: Variant;
  let buyers = 0;

  beforeAll(async () => {
    stage = await setStage({ webhookSecret: WEBHOOK_SECRET });
    const storeId = await openStore(stage.api, 'seller');
    thing = await listThing(stage.api, { storeId, seller: 'seller', onHand: SHELF });
  });

  beforeEach(() => {
    buyers += 1;
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  /** A checkout that the provider has not decided on yet. */
  const openCharge = async (buyer: string, token = 'tok_late_success'): Promise<Charge> => {
    const { checkoutId, cartId, orders, total } = await buy(
      stage.api,
      buyer,
      [{ variantId: thing.variantId, quantity: 1 }],
      token,
    );
    const payment = await until('the payment to be opened', () =>
      stage.api.payments.getPayment({ checkoutId }, as(buyer)).catch(() => undefined),
    );
    const tenderId = payment.tenders[0]!.tenderId;
    await until(
      'the provider to hear of it',
      async () =>
        (await stage.tables.rows('simulator', `SELECT 1 FROM charge WHERE key = $1`, [tenderId])).length === 1,
    );
    return {
      buyer,
      checkoutId,
      cartId,
      orderId: orders[0]!.orderId,
      total: total.amountMinor,
      paymentId: payment.paymentId,
      tenderId,
    };
  };

  const marketTime = async (): Promise<Date> =>
    new Date(((await (await fetch(`${stage.url}/v1/dev`)).json()) as { now: string }).now);
  const copiesFor = async ({ paymentId, tenderId }: Charge): Promise<Webhook[]> => {
    const at = await marketTime();
    return Array.from({ length: COPIES }, () => sign(succeeded({ key: tenderId, reference: paymentId }), { at }));
  };
  const makeSucceed = async ({ tenderId }: Charge) =>
    expect((await fetch(`${stage.url}/simulator/charges/${tenderId}/deliver`, { method: 'POST' })).status).toBe(200);
  const deliverAll = async (webhooks: readonly Webhook[]) => {
    const answers = await Promise.all(shuffled(webhooks).map((webhook) => deliver(stage.url, webhook)));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  };
  const comeBack = ({ checkoutId, buyer }: Charge) => stage.api.payments.confirmReturn({ checkoutId }, as(buyer));
  const placeAgain = ({ cartId, buyer, total }: Charge) =>
    stage.api.ordering.placeCheckout(
      { cartId, shippingAddress: ADDRESS, tenders: card(total, 'tok_late_success') },
      as(buyer, `checkout-${cartId}`),
    );

  const expectCompletedOnce = async ({ buyer, orderId, checkoutId, paymentId, tenderId, total }: Charge) => {
    const order = await orderIn(stage.api, buyer, orderId, 'confirmed');
    const events = await stage.tables.rows<{ type: string }>(
      'payments',
      `SELECT type FROM payment_event WHERE payment_id = $1 ORDER BY version`,
      [paymentId],
    );
    expect(events.map(({ type }) => type)).toEqual(['payment_opened', 'tender_succeeded', 'payment_completed']);
    const history = await stage.tables.rows<{ type: string }>(
      'ordering',
      `SELECT type FROM order_event WHERE order_id = $1 ORDER BY version`,
      [order.orderId],
    );
    expect(history.map(({ type }) => type)).toEqual(['OrderPlaced', 'OrderPaid', 'OrderConfirmed']);
    expect(
      await stage.tables.count('ordering', `SELECT count(*) FROM customer_order WHERE checkout_id = $1`, [checkoutId]),
    ).toBe(1);
    expect(await stage.tables.count('simulator', `SELECT count(*) FROM charge WHERE reference = $1`, [paymentId])).toBe(
      1,
    );
    expect(await stage.tables.count('simulator', `SELECT count(*) FROM refund WHERE charge_key = $1`, [tenderId])).toBe(
      0,
    );
    expect(await entriesOf(orderId)).toEqual([{ kind: 'capture', amount: total }]);
  };

  const entriesOf = (orderId: string) =>
    stage.tables.rows(
      'payments',
      `SELECT t.kind, e.amount_minor::text AS amount FROM entry e JOIN ledger_transaction t USING (transaction_id) JOIN account a USING (account_id)
        WHERE a.kind = 'escrow' AND a.code LIKE 'escrow:' || $1 || ':%' ORDER BY entry_id`,
      [orderId],
    );

  const expectPaidBack = async ({ tenderId, paymentId, total, orderId, buyer }: Charge) => {
    await until(
      'the late money to go back',
      async () =>
        (await stage.tables.count('simulator', `SELECT count(*) FROM refund WHERE charge_key = $1`, [tenderId])) > 0,
    );
    await settle(stage.tables);
    expect(
      await stage.tables.rows('simulator', `SELECT amount_minor::text AS amount FROM refund WHERE charge_key = $1`, [
        tenderId,
      ]),
    ).toEqual([{ amount: total }]);
    const moves = await stage.tables.rows<{ kind: string; amount: string }>(
      'payments',
      `SELECT t.kind, e.amount_minor::text AS amount FROM entry e JOIN ledger_transaction t USING (transaction_id) JOIN account a USING (account_id)
        WHERE a.code LIKE 'unapplied:' || $1 || ':%' ORDER BY entry_id`,
      [paymentId],
    );
    expect(moves).toEqual([
      { kind: 'capture', amount: total },
      { kind: 'refund', amount: `-${total}` },
    ]);
    expect(await entriesOf(orderId)).toEqual([]);
    expect((await stage.api.ordering.getOrder({ orderId }, as(buyer))).status).toBe('cancelled');
  };

  it('is completed once when webhooks come five times before the browser returns', async () => {
    const charge = await openCharge(`before-${buyers}`);
    await makeSucceed(charge);
    await deliverAll(await copiesFor(charge));
    expect((await comeBack(charge)).status).toBe('completed');
    await expectCompletedOnce(charge);
  });

  it('is completed once when the browser returns before the webhooks', async () => {
    const charge = await openCharge(`after-${buyers}`);
    expect((await comeBack(charge)).status).toBe('processing');
    await makeSucceed(charge);
    expect((await comeBack(charge)).status).toBe('completed');
    await deliverAll(await copiesFor(charge));
    await expectCompletedOnce(charge);
  });

  it('is completed once when webhooks of many payments, returns and repeated checkouts all meet', async () => {
    const charges: Charge[] = [];
    for (let number = 0; number < 8; number += 1) charges.push(await openCharge(`storm-${number}`));
    const webhooks = (await Promise.all(charges.map(copiesFor))).flat().map((webhook) => () => deliverAll([webhook]));
    const others = charges.flatMap((charge) => [
      () => makeSucceed(charge),
      ...[1, 2, 3].flatMap(() => [() => comeBack(charge), () => placeAgain(charge)]),
    ]);
    await Promise.all(shuffled<() => Promise<unknown>>([...webhooks, ...others]).map((act) => act()));
    for (const charge of charges) {
      const again = await placeAgain(charge);
      expect(again.outcome === 'placed' && again.checkout.checkoutId).toBe(charge.checkoutId);
      await expectCompletedOnce(charge);
    }
  });

  it.each(['tok_success', 'tok_success_sync', 'tok_duplicate_webhook', 'tok_error_then_success'])(
    'is completed once under the script %s',
    async (token) => {
      const charge = await openCharge(`script-${token}`, token);
      await deliverAll(await copiesFor(charge));
      await expectCompletedOnce(charge);
    },
  );

  it('fails once and gives the stock back when it is declined, whatever is said afterwards', async () => {
    const { orders } = await buy(stage.api, 'declined', [{ variantId: thing.variantId, quantity: 1 }], 'tok_decline');
    const order = await orderIn(stage.api, 'declined', orders[0]!.orderId, 'cancelled');
    expect(order.cancelReason).toBe('payment_failed');
    await settle(stage.tables);
    expect(await entriesOf(order.orderId)).toEqual([]);
  });

  it('is paid back with its entries when the success comes after the cancellation', async () => {
    const charge = await openCharge(`cancelled-${buyers}`);
    await stage.api.ordering.cancelOrder({ orderId: charge.orderId }, as(charge.buyer));
    await until(
      'the payment to be cancelled',
      async () =>
        (await stage.api.payments.getPayment({ checkoutId: charge.checkoutId }, as(charge.buyer))).status !==
        'processing',
    );
    await makeSucceed(charge);
    await deliverAll(await copiesFor(charge));
    await comeBack(charge);
    await expectPaidBack(charge);
  });

  it('is paid back with its entries when the success comes after the time for it has run out', async () => {
    const charge = await openCharge(`late-${buyers}`);
    const moved = await fetch(`${stage.url}/v1/dev/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs: A_DAY_MS }),
    });
    expect(moved.status).toBe(200);
    const order = await orderIn(stage.api, charge.buyer, charge.orderId, 'cancelled');
    expect(order.cancelReason).toBe('payment_timed_out');
    await makeSucceed(charge);
    await deliverAll(await copiesFor(charge));
    await expectPaidBack(charge);
  });

  it('is not moved by webhooks that are forged, old or garbage', async () => {
    const charge = await openCharge(`forged-${buyers}`);
    await comeToRest(stage.tables);
    const before = await stage.tables.fingerprint();
    const at = await marketTime();
    const body = succeeded({ key: charge.tenderId, reference: charge.paymentId });
    const genuine = sign(body, { at });
    const without = (name: string): Webhook => ({
      body,
      headers: Object.fromEntries(Object.entries(genuine.headers).filter(([header]) => header !== name)),
    });
    const withHeader = (name: string, value: string): Webhook => ({
      body,
      headers: { ...genuine.headers, [name]: value },
    });
    const bad: Record<string, Webhook> = {
      'another secret': sign(body, { at, secret: 'guessed' }),
      'an empty secret': sign(body, { at, secret: '' }),
      'another body': { ...genuine, body: body.replace('succeeded', 'succeeded ') },
      'another id': withHeader('webhook-id', 'msg_other'),
      'another timestamp': withHeader('webhook-timestamp', String(Math.floor(at.getTime() / 1000) + 1)),
      'no signature': without('webhook-signature'),
      'no timestamp': without('webhook-timestamp'),
      'no id': without('webhook-id'),
      'an unknown version': withHeader(
        'webhook-signature',
        genuine.headers['webhook-signature']!.replace('v1,', 'v9,'),
      ),
      'a signature of nothing': withHeader('webhook-signature', 'v1,'),
      'a very long signature': withHeader('webhook-signature', `v1,${'A'.repeat(5000)}`),
      'ten minutes ago': sign(body, { at: new Date(at.getTime() - 600_000) }),
      'ten minutes ahead': sign(body, { at: new Date(at.getTime() + 600_000) }),
      garbage: sign('garbage', { at }),
      'an empty body': sign('', { at }),
      'another type': sign(JSON.stringify({ type: 'charge.exploded', data: {} }), { at }),
      'no such charge': sign(succeeded({ key: charge.paymentId, reference: charge.tenderId }), { at }),
      'a charge of somebody else': sign(
        succeeded({ key: charge.tenderId, reference: '01900000-0000-7000-8000-000000000000' }),
        { at },
      ),
      'a body of a megabyte': sign(JSON.stringify({ type: 'charge.succeeded', filler: 'x'.repeat(1_000_000) }), { at }),
    };
    const faults: string[] = [];
    for (const [name, webhook] of Object.entries(bad)) {
      const { status, body: problem } = await deliver(stage.url, webhook);
      if (status < 400 || status > 499 || typeof problem.code !== 'string')
        faults.push(`${name}: ${status} ${JSON.stringify(problem)}`);
    }
    expect(faults).toEqual([]);
    expect(await stage.tables.fingerprint()).toEqual(before);
  });

  it('leaves books, shelf and queues in order', async () => {
    await expectBalancedLedger(stage.tables);
    await expectNoDeadLetters(stage.tables);
    // The last charge is still open and holds its unit.
    await stage.api.ordering.cancelOrder({ orderId: (await lastOrder()).order_id }, as(`forged-${buyers - 1}`));
    await settle(stage.tables);
    await expectShelf(stage.tables, thing.variantId, SHELF);
    expect(await prove(stage.url)).not.toBe('');
  });

  const lastOrder = async () =>
    (
      await stage.tables.rows<{ order_id: string }>(
        'ordering',
        `SELECT order_id FROM customer_order ORDER BY placed_at DESC LIMIT 1`,
      )
    )[0]!;
});
