import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPlacedCheckout, factsOf } from '../builders/placed-checkout.ts';
import { admin, ids, memberOf, type PaymentsUnderTest, START, startPayments, until } from '../harness.ts';
import { statusOf } from '../ledger-checks.ts';
import { scriptedProvider } from '../scripted-provider.ts';

const HOUR_MS = 3_600_000;

describe("a store's statement", () => {
  const storeId = ids.next();
  const owner = memberOf(storeId);
  let payments: PaymentsUnderTest;

  beforeAll(async () => {
    payments = await startPayments(scriptedProvider().provider);
    for (let order = 0; order < 3; order += 1) {
      const placed = aPlacedCheckout({ orders: [{ storeId }] });
      const facts = factsOf(placed);
      await payments.deliver('checkoutPlaced', placed);
      await until(async () => (await statusOf(payments.database, placed.checkoutId)) === 'completed');
      await payments.deliver('orderDelivered', { ...facts, deliveredAt: START.toISOString(), by: 'buyer', lines: [] });
      if (order === 1)
        await payments.call('refundOrder', { orderId: facts.orderId, reason: 'r' }, admin, `refund-${order}`);
      payments.clock.advance(HOUR_MS);
    }
    await payments.call('requestPayout', { storeId, amount: { amountMinor: '7000', currency: 'BRL' } }, owner, 'p');
  });
  afterAll(() => payments.stop());

  const rowsOf = async (from: Date, to: Date) => {
    const period = { storeId, currency: 'BRL', from: from.toISOString(), to: to.toISOString() };
    const { base64, fileName } = await payments.call('getStatement', period, owner);
    expect(fileName).toMatch(/^statement-BRL-.*\.csv$/);
    return Buffer.from(base64, 'base64')
      .toString('utf8')
      .trim()
      .split('\n')
      .map((row) => row.split(','));
  };
  const AMOUNT = 4;
  const BALANCE = 5;

  it('explains the balance entry by entry, and closes with what the wallet has', async () => {
    const [header, opening, ...rest] = await rowsOf(START, new Date(START.getTime() + 9 * HOUR_MS));
    const closing = rest.pop()!;
    expect(header).toEqual(['at', 'kind', 'reference', 'account', 'amount', 'balance', 'currency']);
    expect(opening![BALANCE]).toBe('0.00');
    expect(rest.map((row) => [row[1], row[AMOUNT], row[BALANCE]])).toEqual([
      ['release', '100.00', '100.00'],
      ['release', '100.00', '200.00'],
      ['refund', '-100.00', '100.00'],
      ['release', '100.00', '200.00'],
      ['payout_request', '-70.00', '130.00'],
    ]);
    expect(rest[0]![2]).toMatch(/^H-/);
    expect(closing[BALANCE]).toBe('130.00');
    const [wallet] = (await payments.call('getWallet', { storeId }, owner)).wallets;
    expect(wallet.available.amountMinor).toBe('13000');
  });

  it('opens where the period before has closed', async () => {
    const middle = new Date(START.getTime() + HOUR_MS);
    const before = await rowsOf(START, middle);
    const after = await rowsOf(middle, new Date(START.getTime() + 9 * HOUR_MS));
    expect(after[1]![BALANCE]).toBe(before.at(-1)![BALANCE]);
  });

  it('comes as PDF too, and refuses a period that ends before it begins', async () => {
    const period = {
      storeId,
      currency: 'BRL',
      from: START.toISOString(),
      to: new Date(START.getTime() + HOUR_MS).toISOString(),
    };
    const { base64 } = await payments.call('getStatementPdf', period, owner);
    expect(Buffer.from(base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    const backwards = { ...period, from: period.to, to: period.from };
    await expect(payments.call('getStatement', backwards, owner)).rejects.toMatchObject({
      code: 'payments.period_invalid',
    });
  });

  it('lists the ledger page by page and adds up to zero', async () => {
    const first = await payments.call('listLedger', { limit: 3 }, admin);
    const second = await payments.call('listLedger', { limit: 100, cursor: first.nextCursor }, admin);
    expect(first.items).toHaveLength(3);
    const all = [...first.items, ...second.items];
    expect(second.nextCursor).toBeNull();
    expect(all.reduce((sum, { amount }) => sum + BigInt(amount.amountMinor), 0n)).toBe(0n);
    const ofStore = await payments.call('listLedger', { account: `store_available:${storeId}:BRL` }, admin);
    expect(ofStore.items).toHaveLength(5);
    await expect(payments.call('listLedger', { cursor: 'nonsense' }, admin)).rejects.toMatchObject({
      code: 'payments.cursor_invalid',
    });
  });
});
