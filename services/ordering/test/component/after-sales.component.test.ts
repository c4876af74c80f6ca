import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Ordering, startOrdering } from '../builders/ordering.ts';
import { refusal } from '../builders/refusal.ts';
import { aBuyer, aMember, aSale, aVariant, placed, type Sale } from '../builders/shop.ts';

let ordering: Ordering;
beforeAll(async () => {
  ordering = await startOrdering();
});
afterAll(() => ordering.stop());

const lineOf = async ({ orderId, buyer }: Sale) =>
  (await ordering.call('getOrder', { orderId }, buyer)).lines[0]!.orderLineId;

describe('an invoice', () => {
  it('is numbered without a gap within its store, however many ask at once', async () => {
    const buyer = aBuyer(ordering);
    const { variantId, storeId } = aVariant(ordering);
    const orders = await Promise.all(
      Array.from({ length: 6 }, () => placed(ordering, buyer, [{ variantId, quantity: 1 }])),
    );
    for (const { checkout } of orders) {
      await ordering.deliver('paymentCompleted', {
        paymentId: randomUUID(),
        checkoutId: checkout.checkoutId,
        orderIds: [checkout.orders[0]!.orderId],
        amount: checkout.total,
      });
    }
    const asks = [...orders, ...orders].map(({ checkout }) =>
      ordering.call('issueInvoice', { orderId: checkout.orders[0]!.orderId }, buyer),
    );
    const numbers = new Set((await Promise.all(asks)).map((order) => order.invoiceNumber));
    const { slug } = ordering.neighbours.stores.get(storeId)!;
    expect([...numbers].sort()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `INV-${slug}-00000${number}`));
  });

  it('is a PDF, for those who take part, once it is issued and paid for', async () => {
    const sale = await aSale(ordering, 'placed');
    const { orderId, buyer } = sale;
    await expect(ordering.call('issueInvoice', { orderId }, buyer)).rejects.toEqual(refusal('ordering.wrong_status'));
    const paid = await aSale(ordering, 'paid');
    await expect(ordering.call('getInvoice', { orderId: paid.orderId }, paid.buyer)).rejects.toEqual(
      refusal('ordering.no_invoice'),
    );
    const { invoiceNumber } = await ordering.call(
      'issueInvoice',
      { orderId: paid.orderId },
      aMember(ordering, paid.storeId, 'staff'),
    );
    const file = await ordering.call('getInvoice', { orderId: paid.orderId }, paid.buyer);
    expect(file.fileName).toBe(`${invoiceNumber}.pdf`);
    expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect((await ordering.call('getInvoice', { orderId: paid.orderId }, paid.buyer)).base64.length).toBe(
      file.base64.length,
    );
  });
});

describe('a return', () => {
  it('is asked for by the buyer, decided by the store, and ends the order when the money is back', async () => {
    const sale = await aSale(ordering, 'delivered');
    const { orderId, buyer, storeId, variantId, checkout } = sale;
    const orderLineId = await lineOf(sale);
    const manager = aMember(ordering, storeId, 'manager');
    const ask = (quantity: number) =>
      ordering.call('requestReturn', { orderId, lines: [{ orderLineId, quantity }], reason: 'Too small' }, buyer);
    await expect(ask(4)).rejects.toEqual(refusal('ordering.too_many_units', 'lines.0.quantity'));
    const { returnId } = await ask(3);
    await expect(ask(1)).rejects.toEqual(refusal('ordering.too_many_units'));
    expect(await ordering.call('decideReturn', { orderId, returnId, accept: true }, manager)).toMatchObject({
      status: 'accepted',
      orderId,
    });
    await expect(ordering.call('decideReturn', { orderId, returnId, accept: false }, manager)).rejects.toEqual(
      refusal('ordering.return_decided'),
    );
    expect((await ordering.published('returnAccepted')).at(-1)).toMatchObject({
      orderId,
      returnId,
      reason: 'Too small',
      lines: [{ orderLineId, variantId, quantity: 3 }],
    });
    expect((await ordering.call('listReturns', { orderId }, manager)).items).toMatchObject([
      { returnId, status: 'accepted' },
    ]);

    const refund = {
      refundId: randomUUID(),
      orderId,
      storeId,
      amount: checkout.total,
      reason: 'return',
      complete: true,
      refundedAt: '2026-03-02T10:00:00.000Z',
    };
    await ordering.deliver('refundIssued', refund, refund);
    const after = await ordering.call('getOrder', { orderId }, buyer);
    expect(after).toMatchObject({ status: 'returned', lines: [{ returnedQuantity: 3 }] });
    const timeline = await ordering.call('getTimeline', { orderId }, buyer);
    expect(timeline.items.slice(-4).map((item) => item.type)).toEqual([
      'ReturnRequested',
      'ReturnAccepted',
      'RefundReceived',
      'OrderReturned',
    ]);
  });

  it('tells nobody when it is declined', async () => {
    const sale = await aSale(ordering, 'shipped');
    const { orderId, buyer, storeId } = sale;
    const before = (await ordering.published('returnAccepted')).length;
    const { returnId } = await ordering.call(
      'requestReturn',
      { orderId, lines: [{ orderLineId: await lineOf(sale), quantity: 1 }], reason: 'x' },
      buyer,
    );
    await ordering.call('decideReturn', { orderId, returnId, accept: false }, aMember(ordering, storeId, 'owner'));
    expect(await ordering.published('returnAccepted')).toHaveLength(before);
  });
});

describe('a dispute', () => {
  it('stands in the timeline, once each', async () => {
    const { orderId, storeId, buyer } = await aSale(ordering, 'shipped');
    const dispute = { disputeId: randomUUID(), orderId, storeId };
    await ordering.deliver('disputeOpened', { ...dispute, reason: 'Never came' }, { ...dispute, reason: 'Never came' });
    await ordering.deliver('disputeDecided', { ...dispute, decision: 'refunded' });
    await ordering.deliver('disputeDecided', { ...dispute, decision: 'refunded' });
    const { items } = await ordering.call('getTimeline', { orderId }, buyer);
    expect(items.slice(-2).map((item) => item.text)).toEqual([
      'A dispute was opened: Never came',
      'The dispute was decided: refunded.',
    ]);
    expect(items).toHaveLength(6);
  });
});
