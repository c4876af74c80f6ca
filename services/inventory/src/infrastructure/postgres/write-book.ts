import type { Sql } from '@haat/service-kit';
import type { Mark } from '../../application/ports/stock-repository.ts';
import { principalOf } from '@haat/domain';
import type { Reservation } from '../../domain/reservation/reservation.ts';
import type { BookChanges } from '../../domain/stock/stock-book.ts';

/** Deltas, not totals: the database adds them to what it has, and its checks have the last word. */
const UPDATE_STOCK = `
  UPDATE stock SET on_hand = stock.on_hand + c.on_hand_delta, reserved = stock.reserved + c.reserved_delta,
    low_stock_threshold = c.threshold, low_stock_notified = c.notified, updated_at = $6
  FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::integer[], $5::boolean[])
    AS c (variant_id, on_hand_delta, reserved_delta, threshold, notified)
  WHERE stock.variant_id = c.variant_id`;

const UPSERT_RESERVATIONS = `
  INSERT INTO reservation (checkout_id, order_id, variant_id, quantity, returned, status, released_by, expires_at, updated_at)
  SELECT c.*, $9 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::integer[], $6::text[], $7::text[], $8::timestamptz[]) AS c
  ON CONFLICT (checkout_id, order_id, variant_id) DO UPDATE SET
    quantity = EXCLUDED.quantity, returned = EXCLUDED.returned, status = EXCLUDED.status,
    released_by = EXCLUDED.released_by, expires_at = EXCLUDED.expires_at, updated_at = EXCLUDED.updated_at`;

const DELETE_RESERVATIONS = `
  DELETE FROM reservation USING unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS c (checkout_id, order_id, variant_id)
  WHERE reservation.checkout_id = c.checkout_id AND reservation.order_id = c.order_id
    AND reservation.variant_id = c.variant_id`;

const INSERT_MOVEMENTS = `
  INSERT INTO stock_movement (variant_id, on_hand_delta, reserved_delta, cause, reference, actor, moved_at)
  SELECT c.*, $6, $7 FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::text[], $5::uuid[]) AS c`;

/** Writes what a book has changed. The statements do not depend on each other's answers and travel together. */
export async function writeBook(sql: Sql, changes: BookChanges, { actor, now }: Mark): Promise<void> {
  const { stocks, reservations, removed, movements } = changes;
  const statements: Promise<unknown>[] = [];
  const send = (text: string, rows: readonly unknown[], params: unknown[]) => {
    if (rows.length > 0) statements.push(sql.query(text, params));
  };
  send(UPDATE_STOCK, stocks, [
    stocks.map(({ after }) => after.variantId),
    stocks.map(({ before, after }) => after.onHand - before.onHand),
    stocks.map(({ before, after }) => after.reserved - before.reserved),
    stocks.map(({ after }) => after.lowStockThreshold),
    stocks.map(({ after }) => after.lowStockNotified),
    now,
  ]);
  send(DELETE_RESERVATIONS, removed, keyColumns(removed));
  send(UPSERT_RESERVATIONS, reservations, [
    ...keyColumns(reservations),
    reservations.map(({ quantity }) => quantity),
    reservations.map(({ returned }) => returned),
    reservations.map(({ status }) => status),
    reservations.map(({ releasedBy }) => releasedBy),
    reservations.map(({ expiresAt }) => expiresAt),
    now,
  ]);
  send(INSERT_MOVEMENTS, movements, [
    movements.map(({ variantId }) => variantId),
    movements.map(({ onHandDelta }) => onHandDelta),
    movements.map(({ reservedDelta }) => reservedDelta),
    movements.map(({ cause }) => cause),
    movements.map(({ reference }) => reference),
    principalOf(actor),
    now,
  ]);
  await Promise.all(statements);
}

const keyColumns = (rows: readonly Reservation[]): string[][] => [
  rows.map(({ checkoutId }) => checkoutId),
  rows.map(({ orderId }) => orderId),
  rows.map(({ variantId }) => variantId),
];
