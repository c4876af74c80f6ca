import { type Actor, DomainError, isAdmin } from '@haat/domain';
import type { Payment } from '../../domain/payment/payment.ts';
import { isOwner } from '../access.ts';
import type { PaymentReader } from '../ports/payment-reader.ts';

export class PaymentNotFound extends DomainError {
  constructor() {
    super('payments.payment_not_found', 'not_found', 'There is no such payment.', {
      field: 'checkoutId',
      rule: 'exists',
    });
  }
}

/** Shows a payment to its buyer and to operators. */
export async function getPayment(
  { reader }: { reader: PaymentReader },
  actor: Actor,
  checkoutId: string,
): Promise<Payment> {
  const payment = await reader.paymentOfCheckout(checkoutId);
  if (payment === null || !(isOwner(actor, payment.terms.owner) || isAdmin(actor))) throw new PaymentNotFound();
  return payment;
}
