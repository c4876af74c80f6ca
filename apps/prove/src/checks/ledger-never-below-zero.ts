import type { Check } from '../check.ts';
import { grouped } from '../database/merge.ts';

const ENTRIES = `SELECT a.code, e.amount_minor AS amount, t.recorded_at::text AS writer, t.recorded_at
  FROM entry e JOIN account a USING (account_id) JOIN ledger_transaction t USING (transaction_id)
  WHERE a.protected ORDER BY a.code COLLATE "C", e.entry_id`;

type Entry = { code: string; amount: bigint; writer: string; recorded_at: Date };
type Step = { amount: bigint; readonly writer: string; readonly atMs: number };

/**
 * Entries get their numbers before they wait for the account's lock, so those of writers at work at the same time may stand
 * in another order than they were booked in. A dip that such neighbours make up for was none.
 */
const SAME_TIME_MS = 30_000;

export const ledgerNeverBelowZero: Check = {
  name: 'no protected account was ever below zero, entry by entry',
  property: 'money',
  mayBeInFlight: false,
  async run({ payments }, report) {
    let checked = 0;
    for await (const entries of grouped(payments.stream<Entry>(ENTRIES), (row) => row.code)) {
      checked += entries.length;
      const dip = firstDip(stepsOf(entries));
      if (dip !== null) report({ id: entries[0]!.code, problem: `the protected account stood at ${dip}` });
    }
    return checked;
  },
};

/** What one database transaction books on an account counts at once; its start, to the microsecond, tells it from others. */
function stepsOf(entries: readonly Entry[]): Step[] {
  const steps: Step[] = [];
  const open = new Map<string, Step>();
  for (const { amount, writer, recorded_at } of entries) {
    const known = open.get(writer);
    if (known !== undefined) known.amount += amount;
    else {
      const step = { amount, writer, atMs: recorded_at.getTime() };
      open.set(writer, step);
      steps.push(step);
    }
  }
  return steps;
}

function firstDip(steps: readonly Step[]): bigint | null {
  let balance = 0n;
  for (const [index, { amount, atMs }] of steps.entries()) {
    balance += amount;
    if (balance < 0n && !isMadeUpFor(balance, steps.slice(index + 1), atMs)) return balance;
  }
  return null;
}

function isMadeUpFor(dip: bigint, later: readonly Step[], atMs: number): boolean {
  let balance = dip;
  for (const step of later) {
    if (step.atMs > atMs + SAME_TIME_MS) return false;
    balance += step.amount;
    if (balance >= 0n) return true;
  }
  return false;
}
