import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MoneyWork } from '../money/money-work.ts';
import { commissionOn, itemsLeft, leftToRefund } from './escrow.ts';
import { escrowStream } from './escrow-stream.ts';
import { type RefundAmount, refundOfAmount, refundOfLines } from './refund-amount.ts';

const OCCASION = { at: new Date('2026-01-01T00:00:00Z'), actor: 'test' };
const ORDER = {
  orderId: 'o',
  orderNumber: 'H-1',
  checkoutId: 'c',
  paymentId: 'p',
  storeId: 's',
  owner: 'user:u',
  currency: 'BRL',
};

type Line = { quantity: number; itemsMinor: bigint; shippingMinor: bigint; taxMinor: bigint };

function anEscrow(lines: readonly Line[], commissionRateBasisPoints = 1_000) {
  const escrow = escrowStream();
  const sold = lines.map((line, index) => ({ orderLineId: `line-${index}`, ...line }));
  const lockedMinor = lines.reduce((sum, line) => sum + line.itemsMinor + line.shippingMinor + line.taxMinor, 0n);
  escrow.record(
    { type: 'escrow_opened', data: { ...ORDER, lockedMinor, commissionRateBasisPoints, lines: sold } },
    OCCASION,
  );
  return escrow;
}

const record = (escrow: ReturnType<typeof anEscrow>, amount: RefundAmount) =>
  escrow.record(
    {
      type: 'escrow_refunded',
      data: { refundId: 'r', ...amount, commissionReturnedMinor: 0n, clawedBackMinor: 0n, toDebtMinor: 0n, reason: '' },
    },
    OCCASION,
  );

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 7 }),
  itemsMinor: fc.bigInt({ min: 7n, max: 100_000n }),
  shippingMinor: fc.bigInt({ min: 0n, max: 5_000n }),
  taxMinor: fc.bigInt({ min: 0n, max: 5_000n }),
});

describe('the amount of a refund', () => {
  it('adds up to the whole order, unit by unit, in whatever order the units go back', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat()), (lines, picks) => {
        const escrow = anEscrow(lines);
        const units = lines.flatMap(({ quantity }, index) => Array.from({ length: quantity }, () => `line-${index}`));
        while (units.length > 0) {
          const [orderLineId] = units.splice(picks.next().value % units.length, 1);
          record(escrow, refundOfLines(escrow.state, [{ orderLineId: orderLineId!, quantity: 1 }]));
        }
        expect(leftToRefund(escrow.state)).toBe(0n);
        expect(itemsLeft(escrow.state)).toBe(0n);
        expect(escrow.state.progress.status).toBe('refunded');
      }),
    );
  });

  it('never leaves less than the items that stay, also when a split came before', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.nat(), (lines, part) => {
        const escrow = anEscrow(lines);
        const amountMinor = 1n + (BigInt(part) % leftToRefund(escrow.state));
        record(escrow, refundOfAmount(escrow.state, amountMinor));
        for (const [index, { quantity }] of lines.entries()) {
          if (leftToRefund(escrow.state) > 0n)
            record(escrow, refundOfLines(escrow.state, [{ orderLineId: `line-${index}`, quantity }]));
          expect(itemsLeft(escrow.state)).toBeGreaterThanOrEqual(0n);
          expect(itemsLeft(escrow.state)).toBeLessThanOrEqual(leftToRefund(escrow.state));
          expect(leftToRefund(escrow.state)).toBeGreaterThanOrEqual(0n);
        }
      }),
    );
  });

  it('takes the same line twice in one request as one', () => {
    const escrow = anEscrow([{ quantity: 2, itemsMinor: 101n, shippingMinor: 0n, taxMinor: 0n }]);
    const twice = [
      { orderLineId: 'line-0', quantity: 1 },
      { orderLineId: 'line-0', quantity: 1 },
    ];
    expect(refundOfLines(escrow.state, twice)).toMatchObject({ amountMinor: 101n, itemsMinor: 101n });
    expect(() => refundOfLines(escrow.state, [...twice, twice[0]!])).toThrow(
      expect.objectContaining({ code: 'payments.too_many_units' }),
    );
  });

  it('gives commission back in parts that add up to the whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 10_000n }), { minLength: 1, maxLength: 6 }),
        fc.nat(5_000),
        (parts, rate) => {
          const whole = parts.reduce((left, right) => left + right, 0n);
          const escrow = anEscrow([{ quantity: 1, itemsMinor: whole, shippingMinor: 0n, taxMinor: 0n }], rate).state;
          let left = whole;
          let returned = 0n;
          for (const part of parts) {
            returned += commissionOn(escrow, left) - commissionOn(escrow, left - part);
            left -= part;
          }
          expect(returned).toBe(commissionOn(escrow, whole));
        },
      ),
    );
  });
});

describe('money work', () => {
  it('refuses a posting that does not balance where it is made', () => {
    const work = new MoneyWork(OCCASION, () => 'id');
    const account = { code: 'bank:BRL', kind: 'bank', owner: null, currency: 'BRL', protected: false } as const;
    expect(() => work.post('capture', 'r', [{ account, amountMinor: 1n }])).toThrow('out of balance');
    expect(work.postings).toEqual([]);
  });
});
