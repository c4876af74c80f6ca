import { OrderInWrongStatus } from './order.errors.ts';
import type { Order } from './order.ts';
import type { OrderEvent } from './order.events.ts';

const INVOICE_DIGITS = 6;

/** Invoices of a store are numbered without a gap, which is why the number is given once and never taken back. */
export function issueInvoice(order: Order, invoiceNumber: string): OrderEvent[] {
  assertCanBeInvoiced(order);
  return order.invoiceNumber === null ? [{ type: 'InvoiceIssued', data: { invoiceNumber } }] : [];
}

export function assertCanBeInvoiced(order: Order): void {
  if (order.invoiceNumber !== null) return;
  if (order.status === 'placed' || order.status === 'cancelled') throw new OrderInWrongStatus(order.status, 'invoiced');
}

/** E.g. `INV-green-shop-000123`. */
export const invoiceNumberOf = (storeSlug: string, sequence: bigint): string =>
  `INV-${storeSlug}-${sequence.toString().padStart(INVOICE_DIGITS, '0')}`;
