import type { Money } from '@haat/domain';
import { TendersDoNotMatch } from './checkout.errors.ts';

/** One payment towards a checkout. It carries no currency: it is paid in that of the checkout. */
export type Tender =
  | {
      readonly method: 'card' | 'debit_card' | 'bank_slip';
      readonly amountMinor: bigint;
      readonly token: string;
      readonly installments: number;
    }
  | { readonly method: 'voucher'; readonly amountMinor: bigint; readonly code: string };

export const sumOfTenders = (tenders: readonly Tender[]): bigint =>
  tenders.reduce((sum, tender) => sum + tender.amountMinor, 0n);

export function assertTendersMatch(tenders: readonly Tender[], total: Money): void {
  const tendersMinor = sumOfTenders(tenders);
  if (tendersMinor !== total.amountMinor) throw new TendersDoNotMatch(total.amountMinor, tendersMinor);
}
