import type { MoneyWork } from '../money/money-work.ts';
import { type PaymentStream, paymentStream } from './payment-stream.ts';
import type { PaymentTerms } from './payment.ts';

/**
 * Opens the payment of a checkout and asks for its charges. Nothing moves yet: the order exists before money does.
 */
export function openPayment(work: MoneyWork, terms: PaymentTerms): PaymentStream {
  assertTendersCoverOrders(terms);
  const payment = paymentStream();
  payment.record({ type: 'payment_opened', data: terms }, work.occasion);
  for (const { tenderId, ...tender } of terms.tenders) {
    const request = { ...tender, currency: terms.currency, returnReference: terms.paymentId };
    work.call({ kind: 'charge', key: tenderId, paymentId: terms.paymentId, request });
  }
  return payment;
}

/** Ordering has checked this; if it were wrong, escrow could not be opened to the cent later. */
function assertTendersCoverOrders({ checkoutId, totalMinor, tenders, orders }: PaymentTerms): void {
  const ofTenders = tenders.reduce((sum, tender) => sum + tender.amountMinor, 0n);
  const ofOrders = orders.reduce((sum, order) => sum + order.totalMinor, 0n);
  if (ofTenders !== totalMinor || ofOrders !== totalMinor) {
    throw new Error(`checkout ${checkoutId} of ${totalMinor} has tenders of ${ofTenders} and orders of ${ofOrders}`);
  }
}
