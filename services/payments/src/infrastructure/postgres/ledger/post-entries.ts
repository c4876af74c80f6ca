import type { Sql } from '@haat/service-kit';
import type { Account } from '../../../domain/ledger/account.ts';
import { InsufficientFunds } from '../../../domain/ledger/ledger.errors.ts';
import type { Posting } from '../../../domain/ledger/posting.ts';

/**
 * Accounts that are new, transactions and entries in one statement. The trigger on entries fires when all of it is
 * there, checks everything and moves the balances.
 */
const POST = `
WITH accounts AS (
  INSERT INTO account (account_id, code, kind, owner, currency, protected)
  SELECT md5(code)::uuid, code, kind, owner, currency, protected
    FROM json_to_recordset($1::json) AS given (code text, kind text, owner text, currency text, protected boolean)
   ORDER BY 1
  ON CONFLICT (account_id) DO NOTHING
), transactions AS (
  INSERT INTO ledger_transaction (transaction_id, kind, reference, occurred_at)
  SELECT transaction_id, kind, reference, occurred_at
    FROM json_to_recordset($2::json) AS given (transaction_id uuid, kind text, reference text, occurred_at timestamptz)
)
INSERT INTO entry (transaction_id, account_id, amount_minor, currency)
SELECT transaction_id, md5(code)::uuid, amount_minor, currency
  FROM json_to_recordset($3::json) AS given (transaction_id uuid, code text, amount_minor bigint, currency text)`;

/** Writes postings; all of them or none. */
export async function postEntries(sql: Sql, postings: readonly Posting[]): Promise<void> {
  const accounts = new Map<string, Account>();
  const entries: object[] = [];
  for (const { transactionId, entries: moved } of postings) {
    for (const { account, amountMinor } of moved) {
      accounts.set(account.code, account);
      const { code, currency } = account;
      entries.push({ transaction_id: transactionId, code, amount_minor: amountMinor.toString(), currency });
    }
  }
  const transactions = postings.map(({ transactionId, kind, reference, occurredAt }) => ({
    transaction_id: transactionId,
    kind,
    reference,
    occurred_at: occurredAt,
  }));
  const params = [[...accounts.values()], transactions, entries].map((rows) => JSON.stringify(rows));
  try {
    await sql.query(POST, params);
  } catch (error) {
    throw asLedgerError(error);
  }
}

const PROTECTED = 'account_protected';

/** The last guard, for what no decision has seen: an account that must not be overdrawn would be. */
function asLedgerError(error: unknown): unknown {
  const isOverdrawn = (error as { constraint?: unknown } | null)?.constraint === PROTECTED;
  return isOverdrawn ? new InsufficientFunds() : error;
}
