import type { Check } from '../check.ts';

const ACCOUNTS = `SELECT a.code, a.balance_minor AS stored,
    coalesce(sum(e.amount_minor) FILTER (WHERE t.occurred_at <= $1), 0)::bigint AS as_of_now
  FROM account a LEFT JOIN entry e USING (account_id) LEFT JOIN ledger_transaction t USING (transaction_id)
  WHERE a.kind IN ('store_available', 'store_debt', 'escrow', 'payout_pending') GROUP BY a.account_id
  HAVING a.balance_minor <> coalesce(sum(e.amount_minor) FILTER (WHERE t.occurred_at <= $1), 0) LIMIT 100`;
const COUNT = `SELECT count(*)::int AS accounts FROM account WHERE kind IN ('store_available', 'store_debt', 'escrow', 'payout_pending')`;

export const walletsNowAreStored: Check = {
  name: "each wallet shown as of now, by its entries' times, is what is stored",
  property: 'history',
  // The clock is read a moment before the snapshot is taken.
  mayBeInFlight: true,
  async run({ payments, now }, report) {
    for (const { code, stored, as_of_now } of await payments.rows<{ code: string; stored: bigint; as_of_now: bigint }>(
      ACCOUNTS,
      [now],
    )) {
      report({ id: code, problem: `stored is ${stored}, as of now it is ${as_of_now}` });
    }
    return (await payments.rows<{ accounts: number }>(COUNT))[0]!.accounts;
  },
};
