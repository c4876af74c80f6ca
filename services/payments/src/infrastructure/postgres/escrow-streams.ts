import type { Sql } from '@haat/service-kit';
import type { EscrowStreams } from '../../application/ports/stores.ts';
import { type EscrowStream, escrowStream } from '../../domain/escrow/escrow-stream.ts';
import type { EscrowProgress, EscrowTerms } from '../../domain/escrow/escrow.ts';
import { encodeData } from '../../domain/recorded-data.ts';
import { changed, EVENT_COLUMNS, eventRows, type SnapshotRow, toStored } from './streams.ts';

const COLUMNS = 'order_id, version, terms, progress';
const LOCK = `SELECT ${COLUMNS} FROM escrow WHERE order_id = ANY ($1::uuid[]) ORDER BY order_id FOR NO KEY UPDATE`;
const LOCK_DUE = `SELECT ${COLUMNS} FROM escrow WHERE status = 'held' AND release_due_at <= $1
  ORDER BY release_due_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED`;
const FIND = `SELECT ${COLUMNS} FROM escrow WHERE order_id = $1`;

const ADD = `INSERT INTO escrow (order_id, payment_id, store_id, status, version, release_due_at, terms, progress)
  SELECT order_id, payment_id, store_id, status, version, release_due_at, terms, progress
    FROM json_to_recordset($1::json) AS given (order_id uuid, payment_id uuid, store_id uuid, status text, version int,
      release_due_at timestamptz, terms jsonb, progress jsonb)`;
const UPDATE = `UPDATE escrow e
  SET status = given.status, version = given.version, release_due_at = given.release_due_at, progress = given.progress
  FROM json_to_recordset($1::json) AS given
    (order_id uuid, status text, version int, release_due_at timestamptz, progress jsonb)
  WHERE e.order_id = given.order_id`;
const APPEND = `INSERT INTO escrow_event (order_id, version, type, data, occurred_at, actor)
  SELECT id, version, type, data, occurred_at, actor FROM json_to_recordset($1::json) AS given (${EVENT_COLUMNS})`;

export const escrowStreams = (sql: Sql): EscrowStreams => {
  const load = async (text: string, params: unknown[]) => (await sql.query<SnapshotRow>(text, params)).map(toEscrow);
  return {
    lock: (orderIds) => load(LOCK, [orderIds]),
    lockDue: (now, limit) => load(LOCK_DUE, [now, limit]),
    find: async (orderId) => (await load(FIND, [orderId]))[0] ?? null,
  };
};

const toEscrow = (row: SnapshotRow): EscrowStream => escrowStream(toStored<EscrowTerms, EscrowProgress>(row));

/** Statements that store new events and snapshots; started together, they travel together. */
export function writeEscrows(sql: Sql, streams: readonly EscrowStream[]): Promise<unknown>[] {
  const { added, updated } = changed(streams);
  const events = eventRows([...added, ...updated], (escrow) => escrow.terms.orderId);
  if (events === null) return [];
  const written: Promise<unknown>[] = [sql.query(APPEND, [events])];
  if (added.length > 0) written.push(sql.query(ADD, [encodeData(added.map(toRow))]));
  if (updated.length > 0) written.push(sql.query(UPDATE, [encodeData(updated.map(toChangedRow))]));
  return written;
}

const toChangedRow = ({ state: { terms, progress }, version }: EscrowStream) => ({
  order_id: terms.orderId,
  status: progress.status,
  version,
  release_due_at: progress.releaseDueAt,
  progress,
});

const toRow = (stream: EscrowStream) => {
  const { terms } = stream.state;
  return { ...toChangedRow(stream), payment_id: terms.paymentId, store_id: terms.storeId, terms };
};
