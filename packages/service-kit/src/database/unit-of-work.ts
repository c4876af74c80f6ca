import { type IdempotencyClaim, DomainError, type Intent, principalOf } from '@haat/domain';
import type { Database, Sql, Transaction } from './database.ts';
import { decodePlain, encodePlain } from './plain-data.ts';

/**
 * One transaction that holds the idempotency claim, the change of state and the outbox rows together.
 * `Stores` is what a service binds to a transaction: its repositories.
 */
export interface UnitOfWork<Stores> {
  /**
   * Runs `work` in a transaction. With an idempotency claim, the first call stores its result; a later one with the
   * same body gets that result and `intent.replayed`, one with another body `idempotency.key_reused`. The result must
   * be plain data; `bigint` and `Date` survive. `work` may run twice.
   */
  run<T>(intent: Intent, work: (stores: Stores) => Promise<T>): Promise<T>;
  /** The stored result of an earlier call with the same key, for use cases that must look before they call others. */
  replayOf<T>(intent: Intent): Promise<{ result: T } | null>;
  /** The same stores outside any transaction, for reading. */
  readonly read: Stores;
}

export class IdempotencyKeyReused extends DomainError {
  constructor() {
    super('idempotency.key_reused', 'conflict', 'This idempotency key was used before with another request.', {
      field: 'Idempotency-Key',
      rule: 'same_request',
    });
  }
}

export function createUnitOfWork<Stores>(database: Database, bind: (sql: Transaction) => Stores): UnitOfWork<Stores> {
  return {
    run: (intent, work) =>
      database.transaction(async (tx) => {
        if (intent.idempotency === null) return work(bind(tx));
        const owner = principalOf(intent.actor);
        if (!(await claim(tx, owner, intent.idempotency))) return replay(tx, owner, intent);
        const result = await work(bind(tx));
        storeResult(tx, owner, intent.idempotency, result);
        return result;
      }),
    replayOf: async <T>(intent: Intent) => {
      if (intent.idempotency === null) return null;
      const found = await findClaim<T>(database, principalOf(intent.actor), intent.idempotency);
      if (found !== null) intent.replayed = true;
      return found;
    },
    read: bind(readOnly(database)),
  };
}

const CLAIM = `INSERT INTO idempotency_key (principal, procedure, key, request_hash) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING RETURNING 1 AS claimed`;
const FIND = `SELECT request_hash, response FROM idempotency_key WHERE principal = $1 AND procedure = $2 AND key = $3`;
const STORE = `UPDATE idempotency_key SET response = $4 WHERE principal = $1 AND procedure = $2 AND key = $3`;

async function claim(sql: Sql, owner: string, { procedure, key, requestHash }: IdempotencyClaim): Promise<boolean> {
  return (await sql.query(CLAIM, [owner, procedure, key, requestHash])).length === 1;
}

async function replay<T>(sql: Sql, owner: string, intent: Intent): Promise<T> {
  const found = await findClaim<T>(sql, owner, intent.idempotency!);
  if (found === null) throw new Error('an idempotency claim vanished between conflict and read');
  intent.replayed = true;
  return found.result;
}

async function findClaim<T>(sql: Sql, owner: string, wanted: IdempotencyClaim): Promise<{ result: T } | null> {
  const [row] = await sql.query<{ request_hash: string; response: unknown }>(FIND, [
    owner,
    wanted.procedure,
    wanted.key,
  ]);
  if (row === undefined) return null;
  if (row.request_hash !== wanted.requestHash) throw new IdempotencyKeyReused();
  return { result: decodePlain<T>(row.response) };
}

function storeResult(tx: Transaction, owner: string, wanted: IdempotencyClaim, result: unknown): void {
  tx.send(STORE, [owner, wanted.procedure, wanted.key, encodePlain(result ?? null)]);
}

/** Reading must not publish: outside a transaction there is no commit with which an event could leave. */
function readOnly(database: Database): Transaction {
  const refuse = () => {
    throw new Error('stores that read cannot publish or wait for a commit');
  };
  return { query: database.query, send: refuse, publish: refuse, afterCommit: refuse };
}
