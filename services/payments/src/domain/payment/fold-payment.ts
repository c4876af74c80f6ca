import type { RecordedEvent } from '@haat/domain';
import type { Payment, PaymentProgress, PaymentTerms, TenderProgress } from './payment.ts';
import type { PaymentEvent, RefundPart } from './payment.events.ts';

/** The payment after one more event. */
export function foldPayment(payment: Payment | null, event: RecordedEvent<PaymentEvent>): Payment {
  if (event.type === 'payment_opened') return { terms: event.data, progress: opened(event.data, event.occurredAt) };
  if (payment === null) throw new Error(`a payment cannot begin with ${event.type}`);
  return { terms: payment.terms, progress: { ...payment.progress, ...progressOf(payment, event) } };
}

function progressOf({ terms, progress }: Payment, event: RecordedEvent<PaymentEvent>): Partial<PaymentProgress> {
  switch (event.type) {
    case 'payment_opened':
      throw new Error('a payment is opened once');
    case 'tender_succeeded':
      return withTender(progress, event.data.tenderId, { status: 'succeeded', declineCode: null });
    case 'tender_declined':
      return withTender(progress, event.data.tenderId, { status: 'declined', declineCode: event.data.declineCode });
    case 'order_cancelled':
      return { cancelledOrderIds: [...progress.cancelledOrderIds, event.data.orderId] };
    case 'payment_completed':
      return { status: 'completed', settledAt: event.occurredAt };
    case 'payment_failed':
      return {
        status: 'failed',
        settledAt: event.occurredAt,
        failureReason: event.data.reason,
        declineCode: event.data.declineCode,
        tenders: withoutPending(progress),
      };
    case 'payment_cancelled':
      return { status: 'cancelled', settledAt: event.occurredAt, tenders: withoutPending(progress) };
    case 'payment_refunded':
      return { tenders: afterRefund(terms, progress, event.data.parts) };
  }
}

const opened = (terms: PaymentTerms, at: Date): PaymentProgress => ({
  status: 'processing',
  openedAt: at,
  settledAt: null,
  failureReason: null,
  declineCode: null,
  tenders: terms.tenders.map(({ tenderId }) => ({ tenderId, status: 'pending', declineCode: null, refundedMinor: 0n })),
  cancelledOrderIds: [],
});

const withTender = (progress: PaymentProgress, tenderId: string, change: Partial<TenderProgress>) => ({
  tenders: progress.tenders.map((tender) => (tender.tenderId === tenderId ? { ...tender, ...change } : tender)),
});

const withoutPending = (progress: PaymentProgress): TenderProgress[] =>
  progress.tenders.map((tender) => (tender.status === 'pending' ? { ...tender, status: 'cancelled' } : tender));

function afterRefund(terms: PaymentTerms, progress: PaymentProgress, parts: readonly RefundPart[]): TenderProgress[] {
  return progress.tenders.map((tender, index) => {
    const part = parts.find(({ tenderId }) => tenderId === tender.tenderId);
    if (part === undefined) return tender;
    const refundedMinor = tender.refundedMinor + part.amountMinor;
    const isAll = refundedMinor === terms.tenders[index]!.amountMinor;
    return { ...tender, refundedMinor, status: isAll ? 'refunded' : tender.status };
  });
}
