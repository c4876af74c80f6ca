import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { migrationsDirectory } from '@haat/payments';
import { ledgerFaults } from '@haat/payments/testing';
import { createDatabase, type Database, migrate } from '@haat/service-kit';
import pg from 'pg';
import { createMortalMarketplace, type MortalMarketplace } from '../e2e/support/mortal-marketplace.ts';

export type SoakOptions = {
  readonly operations: number;
  readonly kills: number;
  readonly lanes?: number;
  /** Another seed, other operations: several runs add up. */
  readonly seed?: number;
  readonly onProgress?: (line: string) => void;
};
export type SoakResult = {
  readonly operations: number;
  readonly kills: number;
  readonly transactions: number;
  readonly entries: number;
  readonly faults: readonly string[];
};

const DATABASE = 'ledger_soak';
const STALLED_MS = 120_000;
const SEEDS_A_RUN = 1_000;

/**
 * Random operations of all kinds on a ledger with full durability, in a process that is killed, together with
 * PostgreSQL, at random moments. After each kill and at the end, the books must agree with themselves.
 */
export async function runLedgerSoak({
  operations,
  kills,
  lanes = 6,
  seed = 0,
  onProgress = () => {},
}: SoakOptions): Promise<SoakResult> {
  const engine = await createMortalMarketplace();
  await engine.start();
  try {
    const url = await makeDatabase(engine);
    const moments = [
      ...Array.from({ length: kills }, () => Math.floor(Math.random() * operations)).sort((a, b) => a - b),
      operations,
    ];
    const faults: string[] = [];
    let done = 0;
    for (const [life, moment] of moments.entries()) {
      done += await live(url, { seed: seed * SEEDS_A_RUN + life + 1, lanes, operations: moment - done, faults });
      const isLast = life === kills;
      if (!isLast) await restart(engine);
      faults.push(...(await withDatabase(databaseUrl(engine), isLast ? ledgerFaults : drift)));
      onProgress(`${done} operations, ${isLast ? kills : life + 1} kills, ${faults.length} faults`);
      if (faults.length > 0) break;
    }
    return { operations: done, kills, faults, ...(await withDatabase(databaseUrl(engine), size)) };
  } finally {
    await engine.end();
  }
}

/** One life of the process: until it has done so much, then SIGKILL, wherever it is. */
async function live(
  url: string,
  { seed, lanes, operations, faults }: { seed: number; lanes: number; operations: number; faults: string[] },
): Promise<number> {
  if (operations <= 0) return 0;
  const child = fork(fileURLToPath(new URL('./ledger-child.ts', import.meta.url)), [url, String(seed), String(lanes)], {
    execArgv: [],
    stdio: 'inherit',
  });
  const exited = once(child, 'exit');
  const done = await work(child, { operations, faults });
  child.kill('SIGKILL');
  await exited;
  return done;
}

function work(child: ChildProcess, { operations, faults }: { operations: number; faults: string[] }): Promise<number> {
  return new Promise((resolve, reject) => {
    let done = 0;
    const stalled = () =>
      reject(new Error(`the ledger stood still for ${STALLED_MS / 1000} seconds after ${done} operations`));
    let timer = setTimeout(stalled, STALLED_MS);
    const finish = () => {
      clearTimeout(timer);
      resolve(done);
    };
    child.once('exit', finish);
    child.on('message', (message: { done?: number; fault?: string }) => {
      clearTimeout(timer);
      timer = setTimeout(stalled, STALLED_MS);
      done += message.done ?? 0;
      if (message.fault !== undefined) faults.push(message.fault);
      if (done >= operations || faults.length > 0) finish();
    });
  });
}

async function restart(engine: MortalMarketplace): Promise<void> {
  await engine.kill();
  await engine.start();
}

function databaseUrl(engine: MortalMarketplace): string {
  const url = new URL(engine.superuserUrl());
  url.pathname = `/${DATABASE}`;
  return url.href;
}

async function makeDatabase(engine: MortalMarketplace): Promise<string> {
  const admin = new pg.Client({ connectionString: engine.superuserUrl() });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${DATABASE}`);
  await admin.end();
  await migrate({ url: databaseUrl(engine), directory: migrationsDirectory });
  return databaseUrl(engine);
}

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = createDatabase({ url, name: 'ledger-soak-check', maxConnections: 8 });
  // A look at the books of a million operations takes longer than any request may.
  database.pool.on('connect', (client) => void client.query('SET statement_timeout = 0'));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const drift = async (database: Database): Promise<string[]> =>
  (
    await database.query<{ code: string }>(
      `SELECT a.code FROM account a LEFT JOIN (SELECT account_id, sum(amount_minor) AS total FROM entry GROUP BY 1) e USING (account_id)
        WHERE coalesce(e.total, 0) <> a.balance_minor`,
    )
  ).map(({ code }) => `the balance of ${code} is not the sum of its entries`);

async function size(database: Database): Promise<{ transactions: number; entries: number }> {
  const [row] = await database.query<{ transactions: bigint; entries: bigint }>(
    `SELECT (SELECT count(*) FROM ledger_transaction) AS transactions, (SELECT count(*) FROM entry) AS entries`,
  );
  return { transactions: Number(row!.transactions), entries: Number(row!.entries) };
}
