import pg from 'pg';

const DATABASES = [
  'identity',
  'stores',
  'catalog',
  'inventory',
  'ordering',
  'payments',
  'notifications',
  'simulator',
] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** The books of every context, read past the contexts themselves. */
export type Tables = {
  rows<Row extends object>(database: DatabaseName, sql: string, params?: unknown[]): Promise<Row[]>;
  /** One number, e.g. of `SELECT count(*)`. */
  count(database: DatabaseName, sql: string, params?: unknown[]): Promise<number>;
  /** A digest of all rows of each table, so that any change at all shows, and where. */
  fingerprint(): Promise<Record<string, string>>;
  close(): Promise<void>;
};

/** Delivery's own bookkeeping moves in the background and when a refused call remembers its key. */
const BOOKKEEPING = ['outbox', 'inbox', 'idempotency_key', 'kit_migration', 'service_migration'];

export function openTables(superuserUrl: string): Tables {
  const pools = new Map(DATABASES.map((name) => [name, openPool(superuserUrl, name)]));
  const rows = async <Row extends object>(name: DatabaseName, sql: string, params: unknown[] = []): Promise<Row[]> =>
    (await pools.get(name)!.query<Row>(sql, params)).rows;
  return {
    rows,
    count: async (name, sql, params) => Number(Object.values((await rows(name, sql, params))[0]!)[0]),
    fingerprint: async () => {
      const parts = await Promise.all(DATABASES.map((name) => fingerprintOf(name, (sql) => rows(name, sql))));
      return Object.fromEntries(parts.flat());
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

function openPool(superuserUrl: string, name: DatabaseName): pg.Pool {
  const url = new URL(superuserUrl);
  url.pathname = `/haat_${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  // A server that is killed takes idle connections along; the next query finds the new one or fails by itself.
  pool.on('error', () => {});
  return pool;
}

async function fingerprintOf(
  name: DatabaseName,
  rows: (sql: string) => Promise<object[]>,
): Promise<[string, string][]> {
  const tables = (await rows(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)) as {
    tablename: string;
  }[];
  return Promise.all(
    tables
      .filter(({ tablename }) => !BOOKKEEPING.includes(tablename))
      .map(async ({ tablename }): Promise<[string, string]> => {
        const sql = `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS digest FROM "${tablename}" t`;
        return [`${name}.${tablename}`, ((await rows(sql)) as { digest: string }[])[0]!.digest];
      }),
  );
}
