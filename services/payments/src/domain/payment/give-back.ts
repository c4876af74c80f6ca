import { allocate, money } from '@haat/domain';
import type { Account } from '../ledger/account.ts';
import { type Entry, entry } from '../ledger/posting.ts';
import { unapplied } from '../ledger/account.ts';
import type { MoneyWork } from '../money/money-work.ts';
import type { RefundPart } from './payment.events.ts';
import type { PaymentStream } from './payment-stream.ts';
import { leftOn, type TenderInHand, tendersOf } from './payment.ts';
import { sourceOf } from './tender-account.ts';

export type GiveBack = { readonly refundId: string; readonly orderId: string | null; readonly amountMinor: bigint };

/**
 * Gives money back the way it came: over all tenders in proportion to what is left on each, to the cent. Records it,
 * asks for the provider's refunds, and returns the entries on the tenders' side; the caller posts them with its own.
 */
export function giveBack(work: MoneyWork, payment: PaymentStream, refund: GiveBack): Entry[] {
  const tenders = tendersOf(payment.state).filter((tender) => leftOn(tender) > 0n);
  return giveBackParts(work, payment, { ...refund, tenders, parts: inProportion(tenders, refund.amountMinor) });
}

/** Gives back what came in through some tenders but is bound to no order. */
export function giveBackUnapplied(work: MoneyWork, payment: PaymentStream, tenders: readonly TenderInHand[]): void {
  if (tenders.length === 0) return;
  const { terms } = payment.state;
  const parts = tenders.map((tender) => ({ tenderId: tender.tenderId, amountMinor: leftOn(tender) }));
  const total = parts.reduce((sum, part) => sum + part.amountMinor, 0n);
  const refund = { refundId: work.nextId(), orderId: null, tenders, parts };
  const entries = giveBackParts(work, payment, refund);
  work.post('refund', terms.checkoutId, [entry(unapplied(terms.paymentId, terms.currency), -total), ...entries]);
}

type Parts = Omit<GiveBack, 'amountMinor'> & { tenders: readonly TenderInHand[]; parts: readonly RefundPart[] };

function giveBackParts(work: MoneyWork, payment: PaymentStream, { refundId, orderId, tenders, parts }: Parts): Entry[] {
  const { paymentId, currency } = payment.state.terms;
  const moved = parts.filter((part) => part.amountMinor > 0n);
  payment.record({ type: 'payment_refunded', data: { refundId, orderId, parts: moved } }, work.occasion);
  return moved.map(({ tenderId, amountMinor }) => {
    const tender = tenders.find((each) => each.tenderId === tenderId)!;
    if (tender.method !== 'voucher') {
      work.call({ kind: 'refund', key: work.nextId(), paymentId, request: { tenderId, amountMinor, currency } });
    }
    return entry(sourceOf(tender, currency) satisfies Account, amountMinor);
  });
}

function inProportion(tenders: readonly TenderInHand[], amountMinor: bigint): RefundPart[] {
  const total = tenders.reduce((sum, tender) => sum + leftOn(tender), 0n);
  if (amountMinor > total) throw new Error(`a refund of ${amountMinor} is more than the ${total} that came in`);
  const shares = allocate(money(amountMinor, ''), tenders.map(leftOn));
  return tenders.map((tender, index) => ({ tenderId: tender.tenderId, amountMinor: shares[index]!.amountMinor }));
}
