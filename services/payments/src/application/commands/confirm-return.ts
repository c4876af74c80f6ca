import type { Actor } from '@haat/domain';
import { type Payment, tendersOf } from '../../domain/payment/payment.ts';
import type { PaymentReader } from '../ports/payment-reader.ts';
import { type PaymentProvider, resultOf } from '../ports/payment-provider.ts';
import { getPayment } from '../queries/get-payment.ts';
import type { TenderNews } from './settle-tenders.ts';

type Deps = {
  readonly reader: PaymentReader;
  readonly provider: PaymentProvider;
  readonly settle: (news: TenderNews) => Promise<unknown>;
};

/**
 * Takes the browser's return from the provider. The browser is not believed: the provider is asked, and what it says goes
 * the way that its webhook goes.
 */
export async function confirmReturn(deps: Deps, actor: Actor, checkoutId: string): Promise<Payment> {
  const payment = await getPayment(deps, actor, checkoutId);
  const pending = tendersOf(payment).filter((tender) => tender.status === 'pending' && tender.method !== 'voucher');
  if (payment.progress.status !== 'processing' || pending.length === 0) return payment;
  await Promise.all(
    pending.map(async ({ tenderId }) => {
      const answer = await deps.provider.status(tenderId);
      const result = answer === null ? null : resultOf(answer);
      if (result !== null) await deps.settle({ paymentId: payment.terms.paymentId, tenderId, result });
    }),
  );
  return getPayment(deps, actor, checkoutId);
}
