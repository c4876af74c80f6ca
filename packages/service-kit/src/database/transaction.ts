import type pg from 'pg';
import { appendToOutbox, toEnvelopes } from '../messaging/outbox.ts';
import type { OutboxEvent } from '../messaging/integration-event.ts';
import { notifierOf } from '../messaging/notifier.ts';
import { corkForThisTurn } from './corked.ts';
import { prepared, type Transaction } from './database.ts';

export type TransactionHooks = {
  /** Called after each commit with the number of statements it took; feeds the metrics. */
  readonly onCommit: (statements: number) => void;
};

type Context = { readonly pool: pg.Pool; readonly name: string; readonly hooks: Partial<TransactionHooks> };

const MAX_ATTEMPTS = 5;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';

/** Runs `work` between BEGIN and COMMIT on one connection; see {@link Transaction}. */
export async function inTransaction<T>(context: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(context, work);
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isWorthAnotherTry(error)) throw error;
    }
  }
}

async function attemptOnce<T>(context: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await context.pool.connect();
  const scope = new TransactionScope(client);
  let broken: Error | undefined;
  try {
    // Not awaited: the connection is pipelined, so BEGIN travels with the first statement of the work.
    scope.begin();
    const result = await work(scope);
    await scope.commit(context.name);
    context.hooks.onCommit?.(scope.statements);
    if (scope.hasEvents) notifierOf(context.pool).signal();
    scope.runAfterCommit();
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

class TransactionScope implements Transaction {
  statements = 0;
  readonly #client: pg.PoolClient;
  readonly #events: OutboxEvent[] = [];
  readonly #afterCommit: (() => void)[] = [];
  readonly #sent: Promise<unknown>[] = [];

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  get hasEvents(): boolean {
    return this.#events.length > 0;
  }

  begin(): void {
    corkForThisTurn(this.#client);
    this.#notWaitedFor(this.#client.query('BEGIN'));
  }

  async query<Row extends object>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
    this.statements += 1;
    corkForThisTurn(this.#client);
    return (await this.#client.query(prepared(text, params))).rows as Row[];
  }

  send(text: string, params: readonly unknown[]): void {
    this.#notWaitedFor(this.query(text, params));
  }

  /** Its error is reported by the commit; until then it must not count as unhandled. */
  #notWaitedFor(statement: Promise<unknown>): void {
    this.#sent.push(statement);
    statement.catch(() => {});
  }

  publish(events: readonly OutboxEvent[]): void {
    this.#events.push(...events);
  }

  afterCommit(action: () => void): void {
    this.#afterCommit.push(action);
  }

  async commit(source: string): Promise<void> {
    // The outbox row and the commit travel together; if the insert fails, PostgreSQL turns the commit into a rollback.
    if (this.hasEvents) this.#notWaitedFor(appendToOutbox(this, toEnvelopes(source, this.#events)));
    corkForThisTurn(this.#client);
    const committed = this.#client.query('COMMIT');
    await Promise.allSettled([...this.#sent, committed]);
    for (const statement of this.#sent) await statement;
    const { command } = await committed;
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back because a statement in it had failed');
  }

  runAfterCommit(): void {
    for (const action of this.#afterCommit) action();
  }
}

/** Ends the transaction; a connection on which even that fails is thrown away. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function isWorthAnotherTry(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}
