import type { Sql } from '@haat/service-kit';
import type { LedgerLine, PageRequest, WalletReader } from '../../application/ports/wallet-reader.ts';
import { accountIdOf } from './ledger/account-id.ts';
import { pageOf } from './page-of.ts';
import { type DisputeRow, type PayoutRow, toDispute, toPayout } from './rows.ts';
import { readStatement } from './statement.ts';
import { readWallets } from './wallets.ts';

const PAYOUTS = `SELECT * FROM payout
  WHERE ($1::uuid IS NULL OR store_id = $1) AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR payout_id < $3)
  ORDER BY payout_id DESC LIMIT $4`;
const DISPUTES = `SELECT * FROM dispute
  WHERE ($1::text IS NULL OR status = $1) AND ($2::uuid IS NULL OR dispute_id < $2) ORDER BY dispute_id DESC LIMIT $3`;
const LEDGER = `SELECT e.entry_id, e.transaction_id, t.kind, a.code, e.amount_minor, e.currency, t.occurred_at, t.reference
  FROM entry e JOIN ledger_transaction t USING (transaction_id) JOIN account a USING (account_id)
  WHERE ($1::uuid IS NULL OR e.account_id = $1) AND ($2::text IS NULL OR t.reference = $2)
    AND ($3::bigint IS NULL OR e.entry_id < $3)
  ORDER BY e.entry_id DESC LIMIT $4`;
const TRIAL_BALANCE = `SELECT a.kind, a.currency, sum(e.amount_minor)::bigint AS balance_minor,
    count(DISTINCT a.account_id) AS accounts, count(*) AS entries
  FROM entry e JOIN account a USING (account_id) GROUP BY a.kind, a.currency ORDER BY a.currency, a.kind`;

type LedgerRow = {
  entry_id: bigint;
  transaction_id: string;
  kind: string;
  code: string;
  amount_minor: bigint;
  currency: string;
  occurred_at: Date;
  reference: string;
};

type TrialRow = { kind: string; currency: string; balance_minor: bigint; accounts: bigint; entries: bigint };

export const walletReader = (sql: Sql): WalletReader => ({
  wallets: (storeId, asOf) => readWallets(sql, storeId, asOf),
  statement: (period) => readStatement(sql, period),
  async payouts({ storeId, status }, { limit, before }) {
    const rows = await sql.query<PayoutRow>(PAYOUTS, [storeId, status, before, limit + 1]);
    return pageOf(rows, limit, { item: toPayout, position: (row) => row.payout_id });
  },
  async disputes({ status }, { limit, before }) {
    const rows = await sql.query<DisputeRow>(DISPUTES, [status, before, limit + 1]);
    return pageOf(rows, limit, { item: toDispute, position: (row) => row.dispute_id });
  },
  async ledger({ account, reference }, { limit, before }: PageRequest) {
    const accountId = account === null ? null : accountIdOf(account);
    const rows = await sql.query<LedgerRow>(LEDGER, [accountId, reference, before, limit + 1]);
    return pageOf(rows, limit, { item: toLedgerLine, position: (row) => row.entry_id.toString() });
  },
  async trialBalance() {
    const rows = await sql.query<TrialRow>(TRIAL_BALANCE);
    return rows.map((row) => ({
      kind: row.kind,
      currency: row.currency,
      balanceMinor: row.balance_minor,
      accounts: Number(row.accounts),
      entries: Number(row.entries),
    }));
  },
});

const toLedgerLine = (row: LedgerRow): LedgerLine => ({
  transactionId: row.transaction_id,
  kind: row.kind,
  account: row.code,
  amountMinor: row.amount_minor,
  currency: row.currency,
  at: row.occurred_at,
  reference: row.reference,
});
