import type { Sql } from '@haat/service-kit';
import type { PaymentStreams } from '../../application/ports/stores.ts';
import { type PaymentStream, paymentStream } from '../../domain/payment/payment-stream.ts';
import type { PaymentProgress, PaymentTerms } from '../../domain/payment/payment.ts';
import { encodeData } from '../../domain/recorded-data.ts';
import { changed, EVENT_COLUMNS, eventRows, type SnapshotRow, toStored } from './streams.ts';

const COLUMNS = 'payment_id, version, terms, progress';
const LOCK = `SELECT ${COLUMNS} FROM payment WHERE payment_id = ANY ($1::uuid[]) ORDER BY payment_id FOR NO KEY UPDATE`;
const LOCK_OF_CHECKOUTS = `SELECT ${COLUMNS} FROM payment WHERE checkout_id = ANY ($1::uuid[]) ORDER BY payment_id FOR NO KEY UPDATE`;
const LOCK_EXPIRED = `SELECT ${COLUMNS} FROM payment WHERE status = 'processing' AND expires_at <= $1
  ORDER BY expires_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED`;
const KNOWN = `SELECT checkout_id FROM payment WHERE checkout_id = ANY ($1::uuid[])`;

const ADD = `INSERT INTO payment (payment_id, checkout_id, status, version, expires_at, terms, progress)
  SELECT payment_id, checkout_id, status, version, expires_at, terms, progress FROM json_to_recordset($1::json) AS given
    (payment_id uuid, checkout_id uuid, status text, version int, expires_at timestamptz, terms jsonb, progress jsonb)`;
const UPDATE = `UPDATE payment p SET status = given.status, version = given.version, progress = given.progress
  FROM json_to_recordset($1::json) AS given (payment_id uuid, status text, version int, progress jsonb)
  WHERE p.payment_id = given.payment_id`;
const APPEND = `INSERT INTO payment_event (payment_id, version, type, data, occurred_at, actor)
  SELECT id, version, type, data, occurred_at, actor FROM json_to_recordset($1::json) AS given (${EVENT_COLUMNS})`;

export const paymentStreams = (sql: Sql): PaymentStreams => {
  const load = async (text: string, params: unknown[]) => (await sql.query<SnapshotRow>(text, params)).map(toPayment);
  return {
    lock: (paymentIds) => load(LOCK, [paymentIds]),
    lockOfCheckouts: (checkoutIds) => load(LOCK_OF_CHECKOUTS, [checkoutIds]),
    lockExpired: (now, limit) => load(LOCK_EXPIRED, [now, limit]),
    async known(checkoutIds) {
      const rows = await sql.query<{ checkout_id: string }>(KNOWN, [checkoutIds]);
      return new Set(rows.map((row) => row.checkout_id));
    },
  };
};

const toPayment = (row: SnapshotRow): PaymentStream => paymentStream(toStored<PaymentTerms, PaymentProgress>(row));

/** Statements that store new events and snapshots; started together, they travel together. */
export function writePayments(sql: Sql, streams: readonly PaymentStream[]): Promise<unknown>[] {
  const { added, updated } = changed(streams);
  const events = eventRows([...added, ...updated], (payment) => payment.terms.paymentId);
  if (events === null) return [];
  const written: Promise<unknown>[] = [sql.query(APPEND, [events])];
  if (added.length > 0) written.push(sql.query(ADD, [encodeData(added.map(toRow))]));
  if (updated.length > 0) written.push(sql.query(UPDATE, [encodeData(updated.map(toChangedRow))]));
  return written;
}

const toChangedRow = ({ state: { terms, progress }, version }: PaymentStream) => ({
  payment_id: terms.paymentId,
  status: progress.status,
  version,
  progress,
});

const toRow = (stream: PaymentStream) => {
  const { terms } = stream.state;
  return { ...toChangedRow(stream), checkout_id: terms.checkoutId, expires_at: terms.expiresAt, terms };
};
