import type { Order } from '../../market/confirmed-order.ts';
import type { Haat, Payment } from '../read-back.ts';
import { sumOf } from '../recorded-figures.ts';

/** One checkout as Haat tells it: its store orders, its payment, and what state they amount to in the records' words. */
export type HaatCheckout = {
  readonly checkoutId: string;
  readonly orders: readonly Order[];
  readonly payment: Payment;
  readonly status: string;
};

export function checkoutsOf(haat: Haat): HaatCheckout[] {
  return [...Map.groupBy(haat.orders, ({ checkoutId }) => checkoutId)].map(([checkoutId, orders]) => {
    const states = [...new Set(orders.map(recordedWord))];
    return {
      checkoutId,
      orders,
      payment: haat.payments.get(checkoutId)!,
      status: states.length === 1 ? states[0]! : states.join('+'),
    };
  });
}

/** The records' word for the state of a store order. */
function recordedWord({ status, cancelReason, invoiceNumber }: Order): string {
  if (status === 'cancelled') return cancelReason === 'unavailable' ? 'unavailable' : 'canceled';
  if (status === 'confirmed') return invoiceNumber === null ? 'approved' : 'invoiced';
  return status;
}

export const itemsIn = (orders: readonly Order[]): bigint =>
  sumOf(orders, ({ totals }) => BigInt(totals.items.amountMinor));
export const freightIn = (orders: readonly Order[]): bigint =>
  sumOf(orders, ({ totals }) => BigInt(totals.shipping.amountMinor));
export const totalIn = (orders: readonly Order[]): bigint =>
  sumOf(orders, ({ totals }) => BigInt(totals.total.amountMinor));

/** What was charged: tenders that went through, also those that were given back later. */
export const chargedIn = ({ tenders }: Payment) =>
  tenders.filter(({ status }) => status === 'succeeded' || status === 'refunded');
