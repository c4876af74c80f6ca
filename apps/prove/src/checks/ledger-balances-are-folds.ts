import type { Check } from '../check.ts';
import { sideBySide } from '../database/merge.ts';

const FOLDS =
  'SELECT account_id, sum(amount_minor)::bigint AS balance, min(currency) AS low, max(currency) AS high FROM entry GROUP BY account_id ORDER BY account_id';
const STORED = 'SELECT account_id, code, currency, protected, balance_minor FROM account ORDER BY account_id';

type Fold = { account_id: string; balance: bigint; low: string; high: string };
type Stored = { account_id: string; code: string; currency: string; protected: boolean; balance_minor: bigint };

export const ledgerBalancesAreFolds: Check = {
  name: 'each account holds what its entries add up to, in one currency, never below zero if protected',
  property: 'money',
  mayBeInFlight: false,
  async run({ payments }, report) {
    let checked = 0;
    const keys = { left: (row: Fold) => row.account_id, right: (row: Stored) => row.account_id };
    for await (const { key, left, right } of sideBySide(
      payments.stream<Fold>(FOLDS),
      payments.stream<Stored>(STORED),
      keys,
    )) {
      checked += 1;
      if (right === null) {
        report({ id: key, problem: 'entries name an account that is not there' });
        continue;
      }
      const balance = left?.balance ?? 0n;
      if (balance !== right.balance_minor)
        report({ id: right.code, problem: `the account says ${right.balance_minor}, its entries ${balance}` });
      if (right.protected && balance < 0n)
        report({ id: right.code, problem: `the protected account is at ${balance}` });
      if (left !== null && (left.low !== right.currency || left.high !== right.currency))
        report({ id: right.code, problem: `entries are in ${left.low} or ${left.high}` });
    }
    return checked;
  },
};
