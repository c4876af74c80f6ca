import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPlacedCheckout, factsOf, type OrderSpec } from '../builders/placed-checkout.ts';
import { admin, ids, memberOf, type PaymentsUnderTest, startPayments, until } from '../harness.ts';
import { ledgerFaults, statusOf } from '../ledger-checks.ts';
import { scriptedProvider } from '../scripted-provider.ts';

const DAY_MS = 86_400_000;

describe('money in escrow', () => {
  let payments: PaymentsUnderTest;
  let key = 0;

  beforeAll(async () => {
    payments = await startPayments(scriptedProvider().provider);
  });
  afterAll(async () => {
    expect(await ledgerFaults(payments.database)).toEqual([]);
    await payments.stop();
  });

  /** An order that is paid, with those who may act on it. */
  const paidOrder = async (spec: OrderSpec = {}) => {
    const buyer = memberOf(ids.next());
    const owner = buyer.kind === 'user' ? `user:${buyer.userId}` : '';
    const placed = aPlacedCheckout({ orders: [spec], owner });
    const facts = factsOf(placed);
    await payments.deliver('checkoutPlaced', placed);
    await until(async () => (await statusOf(payments.database, placed.checkoutId)) === 'completed');
    return { ...facts, placed, facts, buyer, member: memberOf(facts.storeId), lines: placed.orders[0]!.lines };
  };
  type Paid = Awaited<ReturnType<typeof paidOrder>>;
  const call = (procedure: string, input: object, actor = admin) =>
    payments.call(procedure, input, actor, `key-${(key += 1)}`);
  const deliverOrder = ({ facts }: Paid) =>
    payments.deliver('orderDelivered', {
      ...facts,
      deliveredAt: payments.clock.now().toISOString(),
      by: 'buyer',
      lines: [],
    });
  const ship = ({ facts }: Paid) =>
    payments.deliver('orderShipped', {
      ...facts,
      carrier: 'Post',
      trackingNumber: '1',
      shippedAt: payments.clock.now().toISOString(),
    });
  const escrowOf = ({ orderId }: Paid) => payments.call('getEscrow', { orderId }, admin);
  const walletOf = async ({ storeId }: Paid) => {
    const [wallet] = (await payments.call('getWallet', { storeId }, admin)).wallets;
    return Object.fromEntries(
      ['pending', 'available', 'debt', 'inPayout'].map((name) => [name, wallet[name].amountMinor]),
    );
  };
  const refundLines = (paid: Paid, lines: { orderLineId: string; quantity: number }[], actor = admin) =>
    call('refundOrder', { orderId: paid.orderId, lines, reason: 'broken' }, actor);

  it('is released by the clock seven days after the shipment, not a millisecond earlier', async () => {
    const paid = await paidOrder();
    await ship(paid);
    payments.clock.advance(7 * DAY_MS - 1);
    await expect(escrowOf(paid)).resolves.toMatchObject({ status: 'held' });
    payments.clock.advance(1);
    const escrow = await until(async () => {
      const found = await escrowOf(paid);
      return found.status === 'released' && found;
    });
    expect(escrow.releasedAt).toBe(payments.clock.now().toISOString());
    expect((await payments.announced('escrowReleased')).at(-1)).toMatchObject({ orderId: paid.orderId, by: 'timer' });
  });

  it('stays frozen over delivery and timer while a dispute is open, and is split as decided', async () => {
    const paid = await paidOrder();
    await ship(paid);
    const dispute = await call('openDispute', { orderId: paid.orderId, reason: 'not as described' }, paid.buyer);
    await expect(call('openDispute', { orderId: paid.orderId, reason: 'again' }, paid.member)).rejects.toMatchObject({
      code: 'payments.already_disputed',
    });
    await deliverOrder(paid);
    payments.clock.advance(8 * DAY_MS);
    await expect(call('refundOrder', { orderId: paid.orderId, reason: 'x' })).rejects.toMatchObject({
      code: 'payments.escrow_frozen',
    });
    expect(await escrowOf(paid)).toMatchObject({ status: 'frozen', held: { amountMinor: '11000' } });
    const tooMuch = { disputeId: dispute.disputeId, decision: { kind: 'split', refundMinor: '11001' } };
    await expect(call('decideDispute', tooMuch)).rejects.toMatchObject({ code: 'payments.amount_too_large' });
    const split = { disputeId: dispute.disputeId, decision: { kind: 'split', refundMinor: '5500' } };
    expect(await call('decideDispute', split)).toMatchObject({ status: 'split', refund: { amountMinor: '5500' } });
    await expect(call('decideDispute', split)).rejects.toMatchObject({ code: 'payments.dispute_decided' });
    // Half went back, so half the items bear commission: 10 % of 50.00.
    expect(await walletOf(paid)).toMatchObject({ pending: '0', available: '5000' });
    expect(await escrowOf(paid)).toMatchObject({
      status: 'released',
      refunded: { amountMinor: '5500' },
      commission: { amountMinor: '500' },
    });
  });

  it('goes to one side when a dispute is decided for it', async () => {
    const [forStore, forBuyer] = [await paidOrder(), await paidOrder()];
    for (const [paid, kind] of [
      [forStore, 'release'],
      [forBuyer, 'refund'],
    ] as const) {
      const { disputeId } = await call('openDispute', { orderId: paid.orderId, reason: 'r' }, paid.buyer);
      await call('decideDispute', { disputeId, decision: { kind } });
    }
    expect(await escrowOf(forStore)).toMatchObject({ status: 'released' });
    expect(await escrowOf(forBuyer)).toMatchObject({ status: 'refunded', refunded: { amountMinor: '11000' } });
    const open = (await payments.call('listDisputes', { status: 'refunded' }, admin)).items;
    expect(open.map((each: { orderId: string }) => each.orderId)).toContain(forBuyer.orderId);
  });

  it('is refunded unit by unit to exactly what was paid, at the frozen rate, although the rate has changed', async () => {
    const paid = await paidOrder({ lines: [{ quantity: 3, items: 10_000, shipping: 1_000, tax: 101 }] });
    await call('setCommissionRate', { storeId: paid.storeId, rateBasisPoints: 5_000 });
    await deliverOrder(paid);
    expect(await walletOf(paid)).toMatchObject({ available: '10101' });
    const [line] = paid.lines;
    const parts: Record<string, { amountMinor: string }>[] = [];
    for (let unit = 0; unit < 3; unit += 1)
      parts.push(await refundLines(paid, [{ orderLineId: line!.orderLineId, quantity: 1 }]));
    const sum = (name: string) => parts.reduce((total, part) => total + Number(part[name]!.amountMinor), 0);
    expect(parts.map((part) => part.amount!.amountMinor)).toEqual(['3699', '3699', '3703']);
    expect([sum('amount'), sum('commissionReturned'), sum('clawedBack')]).toEqual([11_101, 1_000, 10_101]);
    expect(await walletOf(paid)).toMatchObject({ available: '0', debt: '0' });
    await expect(refundLines(paid, [{ orderLineId: line!.orderLineId, quantity: 1 }])).rejects.toMatchObject({
      code: 'payments.nothing_to_refund',
    });
  });

  it('refuses unknown lines, too many units and strangers', async () => {
    const paid = await paidOrder();
    const [line] = paid.lines;
    await expect(refundLines(paid, [{ orderLineId: ids.next(), quantity: 1 }])).rejects.toMatchObject({
      code: 'payments.line_not_found',
    });
    await expect(refundLines(paid, [{ orderLineId: line!.orderLineId, quantity: 2 }])).rejects.toMatchObject({
      code: 'payments.too_many_units',
    });
    for (const stranger of [paid.buyer, memberOf(ids.next()), memberOf(paid.storeId, 'staff')]) {
      await expect(
        refundLines(paid, [{ orderLineId: line!.orderLineId, quantity: 1 }], stranger),
      ).rejects.toMatchObject({ code: 'payments.escrow_not_found' });
    }
    await expect(payments.call('getEscrow', { orderId: paid.orderId }, paid.buyer)).rejects.toMatchObject({
      code: 'payments.escrow_not_found',
    });
    await expect(
      call('openDispute', { orderId: paid.orderId, reason: 'r' }, memberOf(ids.next())),
    ).rejects.toMatchObject({ code: 'payments.escrow_not_found' });
  });

  it('claws back what the store has had already, as debt that later earnings repay first', async () => {
    const paid = await paidOrder();
    await deliverOrder(paid);
    const amount = { amountMinor: '9000', currency: 'BRL' };
    const { payoutId } = await call('requestPayout', { storeId: paid.storeId, amount }, paid.member);
    expect(await call('refundOrder', { orderId: paid.orderId, reason: 'recall' }, paid.member)).toMatchObject({
      amount: { amountMinor: '11000' },
      commissionReturned: { amountMinor: '1000' },
      clawedBack: { amountMinor: '10000' },
    });
    expect(await walletOf(paid)).toEqual({ pending: '0', available: '0', debt: '-9000', inPayout: '9000' });
    const next = await paidOrder({ storeId: paid.storeId });
    await deliverOrder(next);
    expect(await walletOf(paid)).toMatchObject({ available: '1000', debt: '0' });

    await call('refundOrder', { orderId: next.orderId, reason: 'recall' });
    expect(await walletOf(paid)).toMatchObject({ available: '0', debt: '-9000' });
    await call('decidePayout', { payoutId, approve: false });
    expect(await walletOf(paid)).toEqual({ pending: '0', available: '0', debt: '0', inPayout: '0' });
  });

  it('refunds the lines of an accepted return once', async () => {
    const paid = await paidOrder({ lines: [{ quantity: 2, items: 5_000 }] });
    await deliverOrder(paid);
    const [line] = paid.lines;
    const lines = [{ orderLineId: line!.orderLineId, variantId: line!.variantId, quantity: 1 }];
    await refundLines(paid, [{ orderLineId: line!.orderLineId, quantity: 1 }]);
    await payments.deliver('returnAccepted', {
      ...paid.facts,
      returnId: ids.next(),
      reason: 'too small',
      lines: [{ ...lines[0]!, quantity: 2 }],
    });
    expect(await escrowOf(paid)).toMatchObject({
      status: 'refunded',
      refunded: { amountMinor: '5000' },
      commission: { amountMinor: '0' },
    });
  });

  it('answers a repeated refund with the first one', async () => {
    const paid = await paidOrder();
    const first = await payments.call('refundOrder', { orderId: paid.orderId, reason: 'r' }, admin, 'same-key');
    const second = await payments.call('refundOrder', { orderId: paid.orderId, reason: 'r' }, admin, 'same-key');
    expect(second).toEqual(first);
  });

  it('refuses a payout of more than is available, and gives a rejected one back', async () => {
    const paid = await paidOrder();
    await deliverOrder(paid);
    const ask = (amountMinor: string) =>
      call('requestPayout', { storeId: paid.storeId, amount: { amountMinor, currency: 'BRL' } }, paid.member);
    await expect(ask('10001')).rejects.toMatchObject({ code: 'payments.insufficient_funds' });
    const all = await Promise.allSettled(Array.from({ length: 4 }, () => ask('4000')));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const { items } = await payments.call('listPayouts', { storeId: paid.storeId }, paid.member);
    await call('decidePayout', { payoutId: items[0].payoutId, approve: false });
    await expect(call('decidePayout', { payoutId: items[0].payoutId, approve: true })).rejects.toMatchObject({
      code: 'payments.payout_decided',
    });
    expect(await walletOf(paid)).toMatchObject({ available: '6000', inPayout: '4000' });
  });

  it('is shown as it was at any past moment', async () => {
    const paid = await paidOrder();
    const before = payments.clock.now();
    payments.clock.advance(60_000);
    await deliverOrder(paid);
    const [then] = (
      await payments.call('getWallet', { storeId: paid.storeId, asOf: before.toISOString() }, paid.member)
    ).wallets;
    expect(then).toMatchObject({
      pending: { amountMinor: '11000' },
      available: { amountMinor: '0' },
      asOf: before.toISOString(),
    });
    expect(await walletOf(paid)).toMatchObject({ pending: '0', available: '10000' });
  });
});
