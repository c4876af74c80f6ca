import pg from 'pg';

/**
 * One database as it stood at one moment. Everything is read in one read-only transaction, so that what belongs together
 * is seen together while the marketplace goes on, and nothing here can change anything.
 */
export type Snapshot = {
  rows<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Reads a result of any size, so many rows at a time. Several may be read in turn. */
  stream<Row extends object>(text: string): AsyncGenerator<Row, void, undefined>;
  close(): Promise<void>;
};

const ROWS_AT_A_TIME = 2_000;
const CONNECT_TIMEOUT_MS = 5_000;

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return (value: string) => BigInt(value);
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

/** @throws CannotConnect when the database does not answer */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const client = new pg.Client({
    connectionString: url,
    types,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'haat-prove',
  });
  const name = new URL(url).pathname.slice(1);
  let isLost = false;
  client.on('error', () => (isLost = true));
  client.on('end', () => (isLost = true));
  const query = async (text: string, params: unknown[] = []) => {
    try {
      return await client.query(text, params);
    } catch (error) {
      if (isLost || isDisconnection(error))
        throw new CannotConnect(`${name} went away in the middle: ${messageOf(error)}`);
      throw error;
    }
  };
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // The snapshot is taken by the first statement, not by BEGIN.
    await client.query('SELECT 1');
  } catch (error) {
    await client.end().catch(() => {});
    throw new CannotConnect(`${name} cannot be read: ${messageOf(error)}`);
  }
  let cursors = 0;
  return {
    rows: async <Row extends object>(text: string, params: readonly unknown[] = []) =>
      (await query(text, [...params])).rows as Row[],
    async *stream<Row extends object>(text: string) {
      cursors += 1;
      const cursor = `prove_${cursors}`;
      await query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`);
      try {
        for (;;) {
          const { rows } = await query(`FETCH FORWARD ${ROWS_AT_A_TIME} FROM ${cursor}`);
          yield* rows as Row[];
          if (rows.length < ROWS_AT_A_TIME) return;
        }
      } finally {
        await client.query(`CLOSE ${cursor}`).catch(() => {});
      }
    },
    close: () => client.end().catch(() => {}),
  };
}

/** PostgreSQL's codes for a shutdown and a broken connection; a connection that is cut has none. */
function isDisconnection(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return /^(57P0|08)/.test(code ?? '') || /^Connection terminated|ECONNRESET/.test(message ?? '');
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** There is nothing to prove anything about. Ends the programme with code 2. */
export class CannotConnect extends Error {
  override readonly name = 'CannotConnect';
}
