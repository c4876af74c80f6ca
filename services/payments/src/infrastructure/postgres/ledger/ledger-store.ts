import type { Sql } from '@haat/service-kit';
import { accountIdOf } from './account-id.ts';
import type { Ledger } from '../../../application/ports/stores.ts';

const LOCK = `SELECT code, balance_minor FROM account
  WHERE account_id = ANY ($1::uuid[]) ORDER BY account_id FOR NO KEY UPDATE`;

export const ledgerStore = (sql: Sql): Ledger => ({
  async lockBalances(codes) {
    const rows = await sql.query<{ code: string; balance_minor: bigint }>(LOCK, [codes.map(accountIdOf)]);
    return new Map(rows.map((row) => [row.code, row.balance_minor]));
  },
});
