import type { EventData } from '@haat/contracts';
import type { Database, Sql } from '@haat/service-kit';
import { decodeData } from '../src/domain/recorded-data.ts';
import { foldAll } from '../src/domain/stream.ts';
import { foldEscrow } from '../src/domain/escrow/fold-escrow.ts';
import { foldPayment } from '../src/domain/payment/fold-payment.ts';
import { escrowOf, unapplied } from '../src/domain/ledger/account.ts';

/** Everything about the books that is not as it must be, in words; empty when they are right. */
export const ledgerFaults = (database: Database): Promise<string[]> =>
  database.transaction(async (tx) => {
    // One snapshot for all of it: workers may still be writing.
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    return faultsOf(tx);
  });

async function faultsOf(database: Sql): Promise<string[]> {
  const [drift, unbalanced, uneven, escrows] = await Promise.all([
    database.query<{ code: string }>(
      `SELECT a.code FROM account a LEFT JOIN entry e USING (account_id) GROUP BY a.account_id
       HAVING coalesce(sum(e.amount_minor), 0) <> a.balance_minor`,
    ),
    database.query<{ transaction_id: string }>(
      `SELECT transaction_id FROM entry GROUP BY transaction_id, currency HAVING sum(amount_minor) <> 0`,
    ),
    database.query<{ currency: string }>(
      `SELECT currency FROM account GROUP BY currency HAVING sum(balance_minor) <> 0`,
    ),
    database.query<{ order_id: string }>(
      `SELECT e.order_id FROM escrow e
       LEFT JOIN account a ON a.account_id = md5('escrow:' || e.order_id || ':' || (e.terms ->> 'currency'))::uuid
       WHERE (e.progress ->> 'heldMinor')::bigint <> coalesce(a.balance_minor, 0)`,
    ),
  ]);
  return [
    ...drift.map(({ code }) => `the balance of ${code} is not the sum of its entries`),
    ...unbalanced.map((row) => `transaction ${row.transaction_id} does not balance`),
    ...uneven.map(({ currency }) => `the accounts in ${currency} do not add up to zero`),
    ...escrows.map((row) => `escrow ${row.order_id} holds something else than its account`),
    ...(await foldFaults(database)),
  ];
}

type EventRow = { id: string; version: number; type: string; data: unknown; occurred_at: Date; actor: string };
type SnapshotRow = { id: string; version: number; terms: unknown; progress: unknown };

/** Snapshots that differ from what their events fold to. */
async function foldFaults(database: Sql): Promise<string[]> {
  const faults: string[] = [];
  for (const [table, key, fold] of [
    ['payment', 'payment_id', foldPayment],
    ['escrow', 'order_id', foldEscrow],
  ] as const) {
    const events = await database.query<EventRow>(
      `SELECT ${key} AS id, version, type, data, occurred_at, actor FROM ${table}_event ORDER BY ${key}, version`,
    );
    const rows = await database.query<SnapshotRow>(`SELECT ${key} AS id, version, terms, progress FROM ${table}`);
    const streams = Map.groupBy(events, (event) => event.id);
    for (const row of rows) {
      const recorded = (streams.get(row.id) ?? []).map(({ data, occurred_at, ...event }) => ({
        ...event,
        data: decodeData(data),
        occurredAt: occurred_at,
      }));
      const folded = foldAll(fold as never, recorded as never);
      const stored = { terms: decodeData(row.terms), progress: decodeData(row.progress) };
      if (recorded.length !== row.version || canonical(folded) !== canonical(stored))
        faults.push(`${table} ${row.id} is not the fold of its events`);
    }
  }
  return faults;
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'bigint') return `${member}`;
    if (member === null || typeof member !== 'object' || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

export async function statusOf(database: Database, checkoutId: string): Promise<string | undefined> {
  const [row] = await database.query<{ status: string }>('SELECT status FROM payment WHERE checkout_id = $1', [
    checkoutId,
  ]);
  return row?.status;
}

/** What lies on the accounts of one checkout, and which postings carry its number. */
export async function balances(database: Database, { checkoutId, orders }: EventData<'checkoutPlaced'>) {
  const currency = orders[0]!.total.currency;
  const [payment] = await database.query<{ payment_id: string }>(
    'SELECT payment_id FROM payment WHERE checkout_id = $1',
    [checkoutId],
  );
  const balanceOf = async (code: string) =>
    (await database.query<{ balance_minor: bigint }>('SELECT balance_minor FROM account WHERE code = $1', [code]))[0]
      ?.balance_minor ?? 0n;
  const postings = await database.query<{ kind: string }>(
    'SELECT kind FROM ledger_transaction WHERE reference = $1 ORDER BY transaction_id',
    [checkoutId],
  );
  return {
    escrows: await Promise.all(orders.map((order) => balanceOf(escrowOf(order, currency).code))),
    unapplied: await balanceOf(unapplied(payment!.payment_id, currency).code),
    postings: postings.map(({ kind }) => kind),
  };
}
