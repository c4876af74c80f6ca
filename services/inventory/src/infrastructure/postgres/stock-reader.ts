import type { Sql } from '@haat/service-kit';
import type { DueHolds, StockReader } from '../../application/ports/stock-reader.ts';
import { STOCK_COLUMNS, type StockRow, toStock } from './stock-row.ts';

const FIND = `SELECT ${STOCK_COLUMNS} FROM stock WHERE variant_id = $1`;
const AVAILABLE = 'SELECT variant_id, on_hand - reserved AS available FROM stock WHERE variant_id = ANY ($1::uuid[])';
const FIRST = '00000000-0000-0000-0000-000000000000';
const PAGE = `
  SELECT ${STOCK_COLUMNS} FROM stock
  WHERE store_id = $1 AND variant_id > $2 AND (NOT $3::boolean OR on_hand - reserved <= low_stock_threshold)
  ORDER BY variant_id LIMIT $4`;

/** Reads of stock, each a statement of its own. */
export function createStockReader(sql: Sql): StockReader {
  return {
    async find(variantId) {
      const [row] = await sql.query<StockRow>(FIND, [variantId]);
      return row === undefined ? null : toStock(row);
    },
    async available(variantIds) {
      const rows = await sql.query<{ variant_id: string; available: number }>(AVAILABLE, [variantIds]);
      return new Map(rows.map((row) => [row.variant_id, row.available]));
    },
    async page({ storeId, lowOnly, limit, after }) {
      return (await sql.query<StockRow>(PAGE, [storeId, after ?? FIRST, lowOnly, limit + 1])).map(toStock);
    },
  };
}

const NEXT_DUE = `SELECT min(expires_at) AS due_at FROM reservation WHERE status = 'held'`;
const DUE = `
  SELECT DISTINCT checkout_id FROM (
    SELECT checkout_id FROM reservation WHERE status = 'held' AND expires_at <= $1
    ORDER BY expires_at LIMIT $2) AS due`;

export function createDueHolds(sql: Sql): DueHolds {
  return {
    async nextDueAt() {
      const [row] = await sql.query<{ due_at: Date | null }>(NEXT_DUE);
      return row?.due_at ?? null;
    },
    async dueCheckouts(now, limit) {
      const rows = await sql.query<{ checkout_id: string }>(DUE, [now, limit]);
      return rows.map((row) => row.checkout_id);
    },
  };
}
