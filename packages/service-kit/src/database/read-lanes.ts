import type pg from 'pg';
import { corkForThisTurn } from './corked.ts';

/** Connections that carry all single reads of a service. More would spread them thinner over more system calls. */
const LANES = 3;

/** True for a statement that only reads and takes no lock: it may share a connection with others. */
export const isPlainRead = (text: string): boolean =>
  /^\s*(SELECT|WITH)\b/i.test(text) &&
  !/\b(INSERT|UPDATE|DELETE|MERGE|LOCK|pg_notify|pg_advisory\w*|nextval)\b/i.test(text);

/**
 * Single reads of many requests share a few pipelined connections: those of one turn travel together, and PostgreSQL answers
 * them from processes that are awake already. Measured, this halves the system calls of a checkout. A slow read holds up
 * only its lane; each read goes where the fewest wait. What writes or locks never comes here, since its commit
 * waits for the disk.
 */
export function createReadLanes(pool: pg.Pool) {
  const lanes = Array.from({ length: LANES }, () => new Lane(pool));
  return {
    query(config: pg.QueryConfig): Promise<pg.QueryResult> {
      return lanes.reduce((best, lane) => (lane.waiting < best.waiting ? lane : best)).query(config);
    },
    close: () => Promise.all(lanes.map((lane) => lane.close())),
  };
}

class Lane {
  waiting = 0;
  readonly #pool: pg.Pool;
  #client: Promise<pg.PoolClient> | null = null;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async query(config: pg.QueryConfig): Promise<pg.QueryResult> {
    this.waiting += 1;
    try {
      const client = await (this.#client ??= this.#connect());
      corkForThisTurn(client);
      return await client.query(config);
    } finally {
      this.waiting -= 1;
    }
  }

  async close(): Promise<void> {
    const closing = this.#client;
    this.#client = null;
    const client = await closing?.catch(() => null);
    client?.release(true);
  }

  /** A connection that breaks is given up; the next read opens another. */
  #connect(): Promise<pg.PoolClient> {
    const connecting = this.#pool.connect();
    const giveUp = (client?: pg.PoolClient) => {
      if (this.#client !== connecting) return;
      this.#client = null;
      client?.release(true);
    };
    connecting.then(
      (client) => client.once('error', () => giveUp(client)),
      () => giveUp(),
    );
    return connecting;
  }
}
