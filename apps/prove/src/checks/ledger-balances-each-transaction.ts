import type { Check } from '../check.ts';
import { grouped, sideBySide } from '../database/merge.ts';

const SUMS = `SELECT transaction_id, currency, sum(amount_minor)::bigint AS rest, count(*)::int AS entries
  FROM entry GROUP BY transaction_id, currency ORDER BY transaction_id`;
const TRANSACTIONS = 'SELECT transaction_id FROM ledger_transaction ORDER BY transaction_id';

type Sum = { transaction_id: string; currency: string; rest: bigint; entries: number };

export const ledgerBalancesEachTransaction: Check = {
  name: 'each transaction has two entries or more and adds up to zero in each currency',
  property: 'money',
  mayBeInFlight: false,
  async run({ payments }, report) {
    let checked = 0;
    const sums = grouped(payments.stream<Sum>(SUMS), (row) => row.transaction_id);
    const transactions = payments.stream<{ transaction_id: string }>(TRANSACTIONS);
    const keys = {
      left: (rows: Sum[]) => rows[0]!.transaction_id,
      right: (row: { transaction_id: string }) => row.transaction_id,
    };
    for await (const { key, left, right } of sideBySide(sums, transactions, keys)) {
      checked += 1;
      if (right === null) report({ id: key, problem: 'entries name a transaction that is not there' });
      if (left === null) report({ id: key, problem: 'the transaction has no entries' });
      for (const { currency, rest, entries } of left ?? []) {
        if (rest !== 0n) report({ id: key, problem: `the transaction is ${rest} ${currency} out of balance` });
        if (entries < 2) report({ id: key, problem: `the transaction has ${entries} entry in ${currency}` });
      }
    }
    return checked;
  },
};
