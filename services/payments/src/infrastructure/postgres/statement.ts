import type { Sql } from '@haat/service-kit';
import type { Statement, StatementLine, StatementPeriod } from '../../application/ports/wallet-reader.ts';
import { storeAvailable, storeDebt } from '../../domain/ledger/account.ts';
import { accountIdOf } from './ledger/account-id.ts';

const OPENING = `SELECT coalesce(sum(e.amount_minor), 0)::bigint AS balance_minor
  FROM entry e JOIN ledger_transaction t USING (transaction_id) WHERE e.account_id = ANY ($1::uuid[]) AND t.occurred_at < $2`;
const ENTRIES = `SELECT t.occurred_at, t.kind, t.reference, a.kind AS account, e.amount_minor
  FROM entry e JOIN ledger_transaction t USING (transaction_id) JOIN account a USING (account_id)
  WHERE e.account_id = ANY ($1::uuid[]) AND t.occurred_at >= $2 AND t.occurred_at < $3
  ORDER BY t.occurred_at, e.entry_id`;

type Row = { occurred_at: Date; kind: string; reference: string; account: string; amount_minor: bigint };

/** Reads a statement from the entries of a store's available money and of its debt. */
export async function readStatement(sql: Sql, period: StatementPeriod): Promise<Statement> {
  const { storeId, currency, from, to } = period;
  const accounts = [storeAvailable(storeId, currency), storeDebt(storeId, currency)].map(({ code }) =>
    accountIdOf(code),
  );
  const [[opening], rows] = await Promise.all([
    sql.query<{ balance_minor: bigint }>(OPENING, [accounts, from]),
    sql.query<Row>(ENTRIES, [accounts, from, to]),
  ]);
  let balanceMinor = opening!.balance_minor;
  const lines = rows.map((row): StatementLine => {
    balanceMinor += row.amount_minor;
    const { kind, reference, account } = row;
    return { at: row.occurred_at, kind, reference, account, amountMinor: row.amount_minor, balanceMinor };
  });
  return { ...period, openingMinor: opening!.balance_minor, lines, closingMinor: balanceMinor };
}
