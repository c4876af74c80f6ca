import type { EventData } from '@haat/contracts';
import { ids } from '../harness.ts';

type Placed = EventData<'checkoutPlaced'>;
type Tender = Placed['tenders'][number];

export type LineSpec = { quantity?: number; items: number; shipping?: number; tax?: number };
export type OrderSpec = { storeId?: string; lines?: LineSpec[] };

const CURRENCY = 'BRL';
/** Tests that move the clock are not about running out of time, unless they say so. */
const NEVER = new Date('2999-01-01T00:00:00.000Z');
const wire = (amountMinor: number | bigint) => ({ amountMinor: amountMinor.toString(), currency: CURRENCY });

/** A checkout as ordering announces it; one order of 100.00 and 10.00 shipping paid by card unless told otherwise. */
export function aPlacedCheckout(
  spec: { orders?: OrderSpec[]; tenders?: Tender[]; token?: string; owner?: string; expiresAt?: Date } = {},
): Placed {
  const orders = (spec.orders ?? [{}]).map(anOrder);
  const total = orders.reduce((sum, order) => sum + BigInt(order.total.amountMinor), 0n);
  return {
    checkoutId: ids.next(),
    owner: spec.owner ?? `user:${ids.next()}`,
    email: 'buyer@example.com',
    total: wire(total),
    orders,
    tenders: spec.tenders ?? [card(total, spec.token)],
    expiresAt: (spec.expiresAt ?? NEVER).toISOString(),
  };
}

export const card = (amountMinor: number | bigint, token = 'tok_visa'): Tender => ({
  method: 'card',
  amountMinor: amountMinor.toString(),
  token,
  installments: 1,
});

export const voucherTender = (amountMinor: number | bigint, code: string): Tender => ({
  method: 'voucher',
  amountMinor: amountMinor.toString(),
  code,
});

function anOrder({ storeId, lines = [{ items: 10_000, shipping: 1_000 }] }: OrderSpec): Placed['orders'][number] {
  const total = lines.reduce((sum, line) => sum + line.items + (line.shipping ?? 0) + (line.tax ?? 0), 0);
  const orderId = ids.next();
  return {
    orderId,
    orderNumber: `H-${orderId.slice(-8).toUpperCase()}`,
    storeId: storeId ?? ids.next(),
    total: wire(total),
    lines: lines.map(({ quantity = 1, items, shipping = 0, tax = 0 }) => ({
      orderLineId: ids.next(),
      variantId: ids.next(),
      productId: ids.next(),
      sku: 'SKU',
      title: 'Thing',
      quantity,
      items: wire(items),
      shipping: wire(shipping),
      tax: wire(tax),
    })),
  };
}

/** The facts of one of a checkout's orders, as its own events carry them. */
export const factsOf = (placed: Placed, index = 0) => {
  const { orderId, orderNumber, storeId, total } = placed.orders[index]!;
  const { checkoutId, owner, email } = placed;
  return { orderId, orderNumber, storeId, total, checkoutId, owner, email };
};
