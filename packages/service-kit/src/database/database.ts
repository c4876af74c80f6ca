import { createHash } from 'node:crypto';
import pg from 'pg';
import type { OutboxEvent } from '../messaging/integration-event.ts';
import { createReadLanes, isPlainRead } from './read-lanes.ts';
import { inTransaction, type TransactionHooks } from './transaction.ts';

/** Where statements run: the pool (each on its own) or one transaction. */
export interface Sql {
  /**
   * Runs one statement, prepared once a connection under a name derived from its text. `bigint` columns arrive as
   * `bigint`, `timestamptz` as `Date`, `jsonb` parsed.
   */
  query<Row extends object = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** One transaction: what it publishes leaves with its commit or not at all. */
export interface Transaction extends Sql {
  /**
   * Sends a statement whose result nobody needs, without waiting for it: it travels with what comes next. If it fails, so
   * does the commit.
   */
  send(text: string, params: readonly unknown[]): void;
  /** Adds integration events to the outbox; they are written in one statement just before the commit. */
  publish(events: readonly OutboxEvent[]): void;
  /** Runs after the commit only; for waking a worker, never for work that must not be lost. */
  afterCommit(action: () => void): void;
}

export interface Database extends Sql {
  readonly url: string;
  readonly name: string;
  readonly pool: pg.Pool;
  /**
   * Runs `work` in one READ COMMITTED transaction. It may run twice: a serialization failure or a deadlock is retried.
   * No network call belongs inside it.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type DatabaseOptions = {
  readonly url: string;
  /** Name of the service, shown in `pg_stat_activity` and used as the source of its events. */
  readonly name: string;
  readonly maxConnections?: number;
  readonly hooks?: Partial<TransactionHooks>;
};

const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;

/** Opens a pool on a service's own database. */
export function createDatabase({ url, name, maxConnections = 10, hooks = {} }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    // Statements with arrays would be planned anew at each call, which costs more than most of them take to run.
    options: '-c plan_cache_mode=force_generic_plan',
    // Statements of one transaction are sent without waiting for one another where the caller does not wait.
    pipeline: true,
    types: { getTypeParser: typeParser },
  } as pg.PoolConfig);
  // A connection that breaks is replaced by the pool, and whoever used it gets the error of its statement; without
  // listeners, on idle and on lent connections alike, the event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const lanes = createReadLanes(pool);
  return {
    url,
    name,
    pool,
    query: async <Row extends object>(text: string, params: readonly unknown[] = []) =>
      (await (sharesConnection(text) ? lanes : pool).query(prepared(text, params))).rows as Row[],
    transaction: (work) => inTransaction({ pool, name, hooks }, work),
    close: async () => {
      await lanes.close();
      await pool.end();
    },
  };
}

const shared = new Map<string, boolean>();

function sharesConnection(text: string): boolean {
  let isShared = shared.get(text);
  if (isShared === undefined) shared.set(text, (isShared = isPlainRead(text)));
  return isShared;
}

const statementNames = new Map<string, string>();

/** A statement with a name, so that PostgreSQL parses and plans it once a connection. */
export function prepared(text: string, params: readonly unknown[]): pg.QueryConfig {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url');
    statementNames.set(text, name);
  }
  return { name, text, values: params as unknown[] };
}

const INT8_OID = 20;

/** Amounts are `bigint` end to end; the driver's own choice would be a string. */
function typeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8_OID) return (value: string) => BigInt(value);
  return pg.types.getTypeParser(oid, format as 'text');
}
