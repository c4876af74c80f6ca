import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPlacedCheckout, factsOf } from '../builders/placed-checkout.ts';
import { admin, memberOf, type PaymentsUnderTest, startPayments, until } from '../harness.ts';
import { scriptedProvider } from '../scripted-provider.ts';

describe('from a placed checkout to a paid payout', () => {
  const scripted = scriptedProvider();
  let payments: PaymentsUnderTest;

  beforeAll(async () => {
    payments = await startPayments(scripted.provider);
  });
  afterAll(() => payments.stop());

  it('charges, holds, releases and pays out every cent', async () => {
    const placed = aPlacedCheckout();
    const facts = factsOf(placed);
    const owner = memberOf(facts.storeId);
    await payments.deliver('checkoutPlaced', placed);
    const [completed] = await until(async () => {
      const found = await payments.announced('paymentCompleted');
      return found.length > 0 && found;
    });
    expect(completed).toMatchObject({
      checkoutId: placed.checkoutId,
      orderIds: [facts.orderId],
      amount: { amountMinor: '11000' },
    });
    const wallet = async () => (await payments.call('getWallet', { storeId: facts.storeId }, owner)).wallets[0];
    expect(await wallet()).toMatchObject({ pending: { amountMinor: '11000' }, available: { amountMinor: '0' } });

    await payments.deliver('orderDelivered', {
      ...facts,
      deliveredAt: payments.clock.now().toISOString(),
      by: 'buyer',
      lines: [],
    });
    expect(await wallet()).toMatchObject({ pending: { amountMinor: '0' }, available: { amountMinor: '10000' } });
    expect(await payments.announced('escrowReleased')).toMatchObject([
      {
        orderId: facts.orderId,
        toStore: { amountMinor: '10000' },
        commission: { amountMinor: '1000' },
        by: 'delivery',
      },
    ]);

    const amount = { amountMinor: '9000', currency: 'BRL' };
    const payout = await payments.call('requestPayout', { storeId: facts.storeId, amount }, owner, 'payout-1');
    expect(await wallet()).toMatchObject({ available: { amountMinor: '1000' }, inPayout: { amountMinor: '9000' } });
    await payments.call('decidePayout', { payoutId: payout.payoutId, approve: true }, admin, 'decide-1');
    await until(async () => (await payments.announced('payoutPaid')).length === 1);
    expect(scripted.payouts.get(payout.payoutId)).toBe(9000n);
    expect(await wallet()).toMatchObject({ available: { amountMinor: '1000' }, inPayout: { amountMinor: '0' } });

    const { rows } = await payments.call('trialBalance', {}, admin);
    expect(
      rows.reduce(
        (sum: bigint, row: { balance: { amountMinor: string } }) => sum + BigInt(row.balance.amountMinor),
        0n,
      ),
    ).toBe(0n);
    await until(async () => (await payments.database.query('SELECT 1 AS x FROM provider_call')).length === 0);
  });
});
