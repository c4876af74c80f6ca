import type { Sql } from '@haat/service-kit';
import type { Wallet } from '../../application/ports/wallet-reader.ts';

const NOW = `SELECT kind, currency, sum(balance_minor)::bigint AS balance_minor FROM account WHERE owner = $1 GROUP BY kind, currency`;
const AS_OF = `SELECT a.kind, a.currency, sum(e.amount_minor)::bigint AS balance_minor
  FROM account a JOIN entry e USING (account_id) JOIN ledger_transaction t USING (transaction_id)
  WHERE a.owner = $1 AND t.occurred_at <= $2 GROUP BY a.kind, a.currency`;

type Row = { kind: string; currency: string; balance_minor: bigint };

/** A store's wallets, one a currency: from the balances now, or from the entries up to a past moment. */
export async function readWallets(sql: Sql, storeId: string, asOf: Date | null): Promise<Wallet[]> {
  const rows = asOf === null ? await sql.query<Row>(NOW, [storeId]) : await sql.query<Row>(AS_OF, [storeId, asOf]);
  const currencies = [...new Set(rows.map((row) => row.currency))].sort();
  return currencies.map((currency) => {
    const of = (kind: string) =>
      rows.find((row) => row.currency === currency && row.kind === kind)?.balance_minor ?? 0n;
    return {
      storeId,
      currency,
      pendingMinor: of('escrow'),
      availableMinor: of('store_available'),
      debtMinor: of('store_debt'),
      inPayoutMinor: of('payout_pending'),
    };
  });
}
