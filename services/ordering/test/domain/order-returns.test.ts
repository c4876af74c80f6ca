import { describe, expect, it } from '@jest/globals';
import { money } from '@haat/domain';
import { decideReturn, MAX_RETURNS_PER_ORDER, noteRefund, type Order, requestReturn } from '../../src/domain/index.ts';
import { after, anOrder, CONFIRMED, DELIVERED, PAID, SHIPPED } from '../builders/an-order.ts';

const delivered = () => anOrder(PAID, CONFIRMED, SHIPPED, DELIVERED);
const wish = (returnId: string, ...lines: [orderLineId: string, quantity: number][]) => ({
  ...{ returnId, reason: 'broken' },
  lines: lines.map(([orderLineId, quantity]) => ({ orderLineId, quantity })),
});
const requested = (order: Order, ...args: Parameters<typeof wish>) => after(order, requestReturn(order, wish(...args)));
const accepted = (order: Order, returnId: string) => after(order, decideReturn(order, returnId, true));
const refund = (refundId: string, amountMinor: bigint, complete = false) => ({
  refundId,
  reason: 'return',
  complete,
  amount: money(amountMinor, 'BRL'),
});

describe('a return', () => {
  it('can hold all units of a line and not one more', () => {
    expect(requested(delivered(), 'r-1', ['l-1', 2]).returns).toHaveLength(1);
    expect(() => requested(delivered(), 'r-1', ['l-1', 3])).toThrow(
      expect.objectContaining({
        code: 'ordering.too_many_units',
        details: expect.objectContaining({ field: 'lines.0.quantity', returnable: 2 }),
      }),
    );
  });

  it('adds up lines that name the same order line twice', () => {
    expect(() => requested(delivered(), 'r-1', ['l-1', 1], ['l-1', 2])).toThrow(
      expect.objectContaining({
        code: 'ordering.too_many_units',
        details: expect.objectContaining({ field: 'lines.1.quantity' }),
      }),
    );
  });

  it('counts units of open and accepted returns, but not of declined ones', () => {
    const open = requested(delivered(), 'r-1', ['l-1', 2]);
    expect(() => requested(open, 'r-2', ['l-1', 1])).toThrow(
      expect.objectContaining({ code: 'ordering.too_many_units' }),
    );
    expect(() => requested(accepted(open, 'r-1'), 'r-2', ['l-1', 1])).toThrow(
      expect.objectContaining({ code: 'ordering.too_many_units' }),
    );
    const declined = after(open, decideReturn(open, 'r-1', false));
    expect(requested(declined, 'r-2', ['l-1', 2]).returns).toHaveLength(2);
  });

  it('is of lines of this order, of goods that were shipped', () => {
    expect(() => requested(delivered(), 'r-1', ['l-9', 1])).toThrow(
      expect.objectContaining({ code: 'ordering.line_not_found' }),
    );
    expect(() => requested(anOrder(PAID, CONFIRMED), 'r-1', ['l-1', 1])).toThrow(
      expect.objectContaining({ code: 'ordering.wrong_status' }),
    );
  });

  it('is decided once', () => {
    const order = accepted(requested(delivered(), 'r-1', ['l-1', 1]), 'r-1');
    expect(order.lines[0]!.returnedQuantity).toBe(1);
    expect(() => decideReturn(order, 'r-1', false)).toThrow(
      expect.objectContaining({ code: 'ordering.return_decided' }),
    );
    expect(() => decideReturn(order, 'r-9', true)).toThrow(
      expect.objectContaining({ code: 'ordering.return_not_found' }),
    );
  });

  it('may be asked for only so often', () => {
    let order = delivered();
    for (let index = 1; index <= MAX_RETURNS_PER_ORDER; index += 1) {
      order = requested(order, `r-${index}`, ['l-1', 1]);
      order = after(order, decideReturn(order, `r-${index}`, false));
    }
    expect(() => requested(order, 'r-x', ['l-1', 1])).toThrow(
      expect.objectContaining({ code: 'ordering.too_many_returns' }),
    );
  });
});

describe('a refund', () => {
  const allBack = () => accepted(requested(delivered(), 'r-1', ['l-1', 2], ['l-2', 1]), 'r-1');

  it('ends the order once every unit is back and the goods are refunded', () => {
    const order = allBack();
    expect(after(order, noteRefund(order, refund('f-1', 3000n))).status).toBe('returned');
    expect(after(order, noteRefund(order, refund('f-1', 10n, true))).status).toBe('returned');
  });

  it('adds up over several refunds', () => {
    const order = allBack();
    const half = after(order, noteRefund(order, refund('f-1', 2000n)));
    expect(half.status).toBe('delivered');
    expect(after(half, noteRefund(half, refund('f-2', 1000n))).status).toBe('returned');
  });

  it('leaves an order whose goods stay with the buyer', () => {
    const order = delivered();
    expect(after(order, noteRefund(order, refund('f-1', 3000n, true))).status).toBe('delivered');
  });

  it('is noted once', () => {
    const order = after(delivered(), noteRefund(delivered(), refund('f-1', 5n)));
    expect(noteRefund(order, refund('f-1', 5n))).toEqual([]);
  });
});
