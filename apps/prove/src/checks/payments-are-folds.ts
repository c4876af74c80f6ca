import {
  decodeData,
  encodeData,
  foldAll,
  foldEscrow,
  foldPayment,
  type EscrowEvent,
  type PaymentEvent,
} from '@haat/payments/domain';
import type { RecordedEvent } from '@haat/domain';
import type { Check } from '../check.ts';
import { checkStreams, type EventRow, eventRows, type StoredRow } from '../recorded-stream.ts';

const PAYMENTS = `SELECT payment_id AS id, version, jsonb_build_object('terms', terms, 'progress', progress, 'status', status,
    'checkoutId', checkout_id) AS state FROM payment ORDER BY payment_id`;
const ESCROWS = `SELECT order_id AS id, version, jsonb_build_object('terms', terms, 'progress', progress, 'status', status,
    'storeId', store_id, 'paymentId', payment_id, 'dueMs', floor(extract(epoch FROM release_due_at) * 1000)) AS state
  FROM escrow ORDER BY order_id`;

const recorded = <Event>(rows: readonly EventRow[]) =>
  rows.map(({ type, data, version, occurred_at, actor }) => ({
    type,
    data: decodeData(data),
    version,
    occurredAt: occurred_at,
    actor,
  })) as unknown as readonly Event[];

const asJson = (value: unknown): Record<string, unknown> => JSON.parse(encodeData(value)) as Record<string, unknown>;

export const paymentsAreFolds: Check = {
  name: 'each payment is the fold of its events',
  property: 'history',
  mayBeInFlight: false,
  run: ({ payments }, report) =>
    checkStreams(
      {
        events: eventRows(payments, 'payment_event', 'payment_id'),
        stored: payments.stream<StoredRow>(PAYMENTS),
        fold: foldPaymentRows,
      },
      report,
    ),
};

function foldPaymentRows(rows: readonly EventRow[]): unknown {
  const { terms, progress } = foldAll(foldPayment, recorded<RecordedEvent<PaymentEvent>>(rows))!;
  return { ...asJson({ terms, progress }), status: progress.status, checkoutId: terms.checkoutId };
}

export const escrowsAreFolds: Check = {
  name: 'each escrow is the fold of its events',
  property: 'history',
  mayBeInFlight: false,
  run: ({ payments }, report) =>
    checkStreams(
      {
        events: eventRows(payments, 'escrow_event', 'order_id'),
        stored: payments.stream<StoredRow>(ESCROWS),
        fold: foldEscrowRows,
      },
      report,
    ),
};

function foldEscrowRows(rows: readonly EventRow[]): unknown {
  const { terms, progress } = foldAll(foldEscrow, recorded<RecordedEvent<EscrowEvent>>(rows))!;
  const { storeId, paymentId } = terms;
  return {
    ...asJson({ terms, progress }),
    status: progress.status,
    storeId,
    paymentId,
    dueMs: progress.releaseDueAt?.getTime() ?? null,
  };
}
