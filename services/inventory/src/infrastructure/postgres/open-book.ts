import type { Sql } from '@haat/service-kit';
import type { BookScope } from '../../application/ports/stock-repository.ts';
import { StockBook } from '../../domain/stock/stock-book.ts';
import { type ReservationRow, STOCK_COLUMNS, type StockRow, toReservation, toStock } from './stock-row.ts';

/** One array, so that the primary key serves both what was asked for and what the checkouts hold already. */
const LOCK_STOCK = `
  SELECT ${STOCK_COLUMNS} FROM stock
  WHERE variant_id = ANY (ARRAY (
    SELECT unnest($1::uuid[]) UNION SELECT variant_id FROM reservation WHERE checkout_id = ANY ($2::uuid[])))
  ORDER BY variant_id FOR UPDATE`;

const READ_RESERVATIONS = `
  SELECT checkout_id, order_id, variant_id, quantity, returned, status, released_by, expires_at
  FROM reservation WHERE checkout_id = ANY ($1::uuid[])
  ORDER BY checkout_id, order_id, variant_id`;

const MAX_ATTEMPTS = 5;

/**
 * Locks stock and reads the reservations it guards. The reservations are read by a second statement, whose snapshot is
 * taken after the locks were won, so that it shows what the holder before has written; both travel in one round trip.
 */
export async function openBook(sql: Sql, { variantIds, checkoutIds }: BookScope): Promise<StockBook> {
  let wanted = [...new Set(variantIds)];
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const [stockRows, reservationRows] = await Promise.all([
      sql.query<StockRow>(LOCK_STOCK, [wanted, checkoutIds]),
      sql.query<ReservationRow>(READ_RESERVATIONS, [checkoutIds]),
    ]);
    const locked = new Set(stockRows.map((row) => row.variant_id));
    // A checkout that was asked again while we waited may hold other variants now: those need their locks too.
    const missed = reservationRows.filter((row) => !locked.has(row.variant_id)).map((row) => row.variant_id);
    if (missed.length === 0) return new StockBook(stockRows.map(toStock), reservationRows.map(toReservation));
    wanted = [...new Set([...wanted, ...missed])];
  }
  throw new Error('reservations kept changing while their stock was being locked');
}
