import type { MoneyWire } from '@haat/contracts';
import { formatRate, type Money } from '@haat/domain';
import { integrationEvent, type OutboxEvent } from '@haat/service-kit';
import type { Announcement } from '../../domain/money/announcement.ts';

const wire = ({ amountMinor, currency }: Money): MoneyWire => ({ amountMinor: amountMinor.toString(), currency });

type OfKind<Kind extends Announcement['kind']> = Announcement & { kind: Kind };

/** Turns what the domain announces into the integration event that others read. */
export function toIntegrationEvent(announcement: Announcement): OutboxEvent {
  switch (announcement.kind) {
    case 'payment_completed':
      return completed(announcement);
    case 'payment_failed':
      return failed(announcement);
    case 'escrow_released':
      return released(announcement);
    case 'refund_issued':
      return refunded(announcement);
    case 'dispute_opened': {
      const { kind: _kind, ...data } = announcement;
      return integrationEvent('disputeOpened', { key: data.orderId, subject: data.orderId, data });
    }
    case 'dispute_decided': {
      const { kind: _kind, ...data } = announcement;
      return integrationEvent('disputeDecided', { key: data.orderId, subject: data.orderId, data });
    }
    case 'payout_paid': {
      const { kind: _kind, amount, ...data } = announcement;
      return integrationEvent('payoutPaid', {
        key: data.payoutId,
        subject: data.payoutId,
        data: { ...data, amount: wire(amount) },
      });
    }
    case 'exchange_rate_changed':
      return rateChanged(announcement);
  }
}

function completed({ kind: _kind, amount, orderIds, ...facts }: OfKind<'payment_completed'>): OutboxEvent {
  const data = { ...facts, orderIds: [...orderIds], amount: wire(amount) };
  return integrationEvent('paymentCompleted', { key: facts.checkoutId, subject: facts.checkoutId, data });
}

function failed({ kind: _kind, orderIds, ...facts }: OfKind<'payment_failed'>): OutboxEvent {
  const data = { ...facts, orderIds: [...orderIds] };
  return integrationEvent('paymentFailed', { key: facts.checkoutId, subject: facts.checkoutId, data });
}

function released({ kind: _kind, toStore, commission, releasedAt, ...facts }: OfKind<'escrow_released'>): OutboxEvent {
  const data = { ...facts, toStore: wire(toStore), commission: wire(commission), releasedAt: releasedAt.toISOString() };
  return integrationEvent('escrowReleased', { key: facts.orderId, subject: facts.orderId, data });
}

function refunded({ kind: _kind, amount, refundedAt, ...facts }: OfKind<'refund_issued'>): OutboxEvent {
  const data = { ...facts, amount: wire(amount), refundedAt: refundedAt.toISOString() };
  return integrationEvent('refundIssued', { key: facts.orderId, subject: facts.orderId, data });
}

/** All rates of two currencies, there and back, share a key and so arrive in the order in which they were set. */
function rateChanged(announcement: OfKind<'exchange_rate_changed'>): OutboxEvent {
  const { rateId, baseCurrency, quoteCurrency, rateScaled, effectiveFrom } = announcement;
  return integrationEvent('exchangeRateChanged', {
    key: [baseCurrency, quoteCurrency].sort().join('-'),
    subject: rateId,
    data: {
      ...{ rateId, baseCurrency, quoteCurrency },
      rate: formatRate(rateScaled),
      effectiveFrom: effectiveFrom.toISOString(),
    },
  });
}
