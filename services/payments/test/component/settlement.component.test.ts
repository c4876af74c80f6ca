import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPlacedCheckout, card, factsOf, voucherTender } from '../builders/placed-checkout.ts';
import { admin, ids, memberOf, type PaymentsUnderTest, startPayments, until } from '../harness.ts';
import { ledgerFaults, statusOf, balances } from '../ledger-checks.ts';
import { scriptedProvider } from '../scripted-provider.ts';

const BRL = 'BRL';
const MINUTE_MS = 60_000;

describe('settling a payment', () => {
  const scripted = scriptedProvider();
  let payments: PaymentsUnderTest;

  beforeAll(async () => {
    payments = await startPayments(scripted.provider);
  });
  afterAll(async () => {
    expect(await ledgerFaults(payments.database)).toEqual([]);
    await payments.stop();
  });

  const settled = (checkoutId: string, status: string) =>
    until(async () => (await statusOf(payments.database, checkoutId)) === status);
  const issue = (code: string, amountMinor: number) =>
    payments.call(
      'issueVoucher',
      { code, value: { amountMinor: `${amountMinor}`, currency: BRL } },
      admin,
      `issue-${code}`,
    );
  const cancelled = (facts: ReturnType<typeof factsOf>) =>
    payments.deliver('orderCancelled', { ...facts, reason: 'buyer_request', note: '' });

  it('pays one checkout over two stores by card and voucher, to the cent', async () => {
    await issue('GIFT-1', 5_000);
    const tenders = [voucherTender(4_000, 'gift-1'), card(18_000)];
    const placed = aPlacedCheckout({ orders: [{}, {}], tenders });
    await payments.deliver('checkoutPlaced', placed);
    await settled(placed.checkoutId, 'completed');
    const found = await balances(payments.database, placed);
    expect(found).toMatchObject({ escrows: [11_000n, 11_000n], unapplied: 0n });
    expect(await payments.call('getVoucher', { code: 'Gift-1' }, admin)).toMatchObject({
      remaining: { amountMinor: '1000' },
    });
  });

  it('fails when a voucher is short, and gives back what the card has paid', async () => {
    await issue('GIFT-2', 3_999);
    const placed = aPlacedCheckout({ tenders: [card(7_000), voucherTender(4_000, 'GIFT-2')] });
    await payments.deliver('checkoutPlaced', placed);
    await settled(placed.checkoutId, 'failed');
    await until(async () => [...scripted.refunds.values()].some(({ amountMinor }) => amountMinor === 7_000n));
    expect(await balances(payments.database, placed)).toMatchObject({ escrows: [0n], unapplied: 0n });
    const failures = await payments.announced('paymentFailed');
    expect(failures.at(-1)).toMatchObject({
      checkoutId: placed.checkoutId,
      reason: 'declined',
      declineCode: 'voucher_insufficient',
    });
    expect(await payments.call('getVoucher', { code: 'GIFT-2' }, admin)).toMatchObject({
      remaining: { amountMinor: '3999' },
    });
  });

  it('never spends a voucher twice, also within one batch', async () => {
    await issue('GIFT-3', 11_000);
    const all = Array.from({ length: 5 }, () => aPlacedCheckout({ tenders: [voucherTender(11_000, 'GIFT-3')] }));
    await payments.deliver('checkoutPlaced', ...all);
    const statuses = await until(async () => {
      const found = await Promise.all(all.map((placed) => statusOf(payments.database, placed.checkoutId)));
      return found.every((status) => status !== 'processing') && found;
    });
    expect(statuses.filter((status) => status === 'completed')).toHaveLength(1);
  });

  it('takes a checkout once, however often it is told of it', async () => {
    const placed = aPlacedCheckout();
    await payments.deliver('checkoutPlaced', placed);
    await payments.deliver('checkoutPlaced', placed);
    await settled(placed.checkoutId, 'completed');
    const tenders = [...scripted.charges.values()].filter(({ amount }) => amount.amountMinor === 11_000n);
    expect(new Set(tenders.map(({ tenderId }) => tenderId)).size).toBe(tenders.length);
    const rows = await payments.database.query('SELECT payment_id FROM payment WHERE checkout_id = $1', [
      placed.checkoutId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('runs out of time exactly when the promise of stock ends, and refunds a success that comes later', async () => {
    const placed = aPlacedCheckout({
      token: 'tok_timeout',
      expiresAt: new Date(payments.clock.now().getTime() + 30 * MINUTE_MS),
    });
    await payments.deliver('checkoutPlaced', placed);
    payments.clock.advance(30 * MINUTE_MS - 1);
    expect(await statusOf(payments.database, placed.checkoutId)).toBe('processing');
    payments.clock.advance(1);
    await settled(placed.checkoutId, 'failed');
    const tenderId = (await payments.call('getPayment', { checkoutId: placed.checkoutId }, admin)).tenders[0].tenderId;
    const { settle } = settler(payments);
    await settle(tenderId);
    await settle(tenderId);
    await until(async () => [...scripted.refunds.values()].some((refund) => refund.tenderId === tenderId));
    expect(await balances(payments.database, placed)).toMatchObject({
      escrows: [0n],
      unapplied: 0n,
      postings: ['capture', 'refund'],
    });
  });

  it('gives back a success that arrives after the cancellation, with its entries', async () => {
    const placed = aPlacedCheckout({ token: 'tok_timeout' });
    await payments.deliver('checkoutPlaced', placed);
    await cancelled(factsOf(placed));
    expect(await statusOf(payments.database, placed.checkoutId)).toBe('cancelled');
    const tenderId = (await payments.call('getPayment', { checkoutId: placed.checkoutId }, admin)).tenders[0].tenderId;
    await settler(payments).settle(tenderId);
    expect(await balances(payments.database, placed)).toMatchObject({
      escrows: [0n],
      unapplied: 0n,
      postings: ['capture', 'refund'],
    });
    const after = await payments.call('getPayment', { checkoutId: placed.checkoutId }, admin);
    expect(after).toMatchObject({ status: 'cancelled', tenders: [{ status: 'refunded' }] });
  });

  it('has a cancellation wait that overtook its checkout', async () => {
    const placed = aPlacedCheckout();
    await expect(cancelled(factsOf(placed))).rejects.toMatchObject({
      code: 'payments.payment_not_open_yet',
      kind: 'unavailable',
    });
    await payments.deliver('checkoutPlaced', placed);
    await cancelled(factsOf(placed));
    await until(async () => (await balances(payments.database, placed)).escrows[0] === 0n);
  });

  it("gives back a cancelled order's part when the rest of its checkout is paid", async () => {
    const placed = aPlacedCheckout({ orders: [{}, {}], token: 'tok_timeout' });
    await payments.deliver('checkoutPlaced', placed);
    await cancelled(factsOf(placed, 0));
    expect(await statusOf(payments.database, placed.checkoutId)).toBe('processing');
    const tenderId = (await payments.call('getPayment', { checkoutId: placed.checkoutId }, admin)).tenders[0].tenderId;
    await settler(payments).settle(tenderId);
    expect(await balances(payments.database, placed)).toMatchObject({ escrows: [0n, 11_000n], unapplied: 0n });
    const completed = (await payments.announced('paymentCompleted')).at(-1);
    expect(completed).toMatchObject({ orderIds: [placed.orders[1]!.orderId] });
  });

  it('refunds a paid order that is cancelled, over its tenders in proportion', async () => {
    await issue('GIFT-4', 1_000);
    const placed = aPlacedCheckout({ orders: [{}, {}], tenders: [card(21_001), voucherTender(999, 'GIFT-4')] });
    await payments.deliver('checkoutPlaced', placed);
    await settled(placed.checkoutId, 'completed');
    await cancelled(factsOf(placed, 0));
    await cancelled(factsOf(placed, 0));
    expect(await balances(payments.database, placed)).toMatchObject({ escrows: [0n, 11_000n] });
    await cancelled(factsOf(placed, 1));
    expect(await payments.call('getVoucher', { code: 'GIFT-4' }, admin)).toMatchObject({
      remaining: { amountMinor: '1000' },
    });
    const refunds = (await payments.announced('refundIssued')).filter((refund) =>
      placed.orders.some((order) => order.orderId === refund.orderId),
    );
    expect(refunds).toMatchObject([{ complete: true }, { complete: true }]);
  });

  it('shows a payment to its buyer only', async () => {
    const placed = aPlacedCheckout();
    await payments.deliver('checkoutPlaced', placed);
    const stranger = memberOf(ids.next());
    await expect(payments.call('getPayment', { checkoutId: placed.checkoutId }, stranger)).rejects.toMatchObject({
      code: 'payments.payment_not_found',
    });
    const [, userId] = placed.owner.split(':');
    const buyer = { ...stranger, userId: userId! } as typeof stranger;
    expect(await payments.call('getPayment', { checkoutId: placed.checkoutId.toUpperCase() }, buyer)).toMatchObject({
      checkoutId: placed.checkoutId,
    });
  });
});

/** Tells payments of a success by a signed webhook. */
function settler(payments: PaymentsUnderTest) {
  const settle = async (tenderId: string) => {
    const [row] = await payments.database.query<{ payment_id: string }>(
      `SELECT payment_id FROM payment WHERE terms -> 'tenders' @> $1::jsonb`,
      [JSON.stringify([{ tenderId }])],
    );
    await payments.webhook({ type: 'charge.succeeded', data: { key: tenderId, reference: row!.payment_id } });
  };
  return { settle };
}
