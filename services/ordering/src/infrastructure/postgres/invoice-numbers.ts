import type { Sql } from '@haat/service-kit';
import type { InvoiceNumbers } from '../../application/ports/invoice-numbers.ts';

const NEXT = `INSERT INTO invoice_counter (store_id, last_number) VALUES ($1, 1)
  ON CONFLICT (store_id) DO UPDATE SET last_number = invoice_counter.last_number + 1 RETURNING last_number`;

/** See {@link InvoiceNumbers}. */
export const createInvoiceNumbers = (sql: Sql): InvoiceNumbers => ({
  async next(storeId) {
    const [row] = await sql.query<{ last_number: bigint }>(NEXT, [storeId]);
    return row!.last_number;
  },
});
