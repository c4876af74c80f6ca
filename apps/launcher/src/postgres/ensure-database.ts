import pg from 'pg';

export type DatabaseOwner = { name: string; role: string; password: string };

/** What PostgreSQL says when somebody else created the same thing a moment earlier. */
const EXISTS = new Set(['42710', '42P04', '23505']);

/**
 * Makes sure that a database exists and belongs to a role which may do anything inside it and nothing outside: it is no
 * superuser, and the roles of other databases may not even connect. The password is set each time, so that the one
 * which is configured is the one that works.
 */
export async function ensureDatabase(superuserUrl: string, { name, role, password }: DatabaseOwner): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const [database, owner] = [pg.escapeIdentifier(name), pg.escapeIdentifier(role)];
  const exists = async (question: string, value: string) => (await client.query(question, [value])).rowCount !== 0;
  const create = (statement: string) =>
    client.query(statement).catch((error: pg.DatabaseError) => {
      if (!EXISTS.has(error.code ?? '')) throw error;
    });
  try {
    if (!(await exists('SELECT FROM pg_roles WHERE rolname = $1', role))) await create(`CREATE ROLE ${owner}`);
    await client.query(
      `ALTER ROLE ${owner} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(password)}`,
    );
    if (await exists('SELECT FROM pg_database WHERE datname = $1', name)) return;
    await create(`CREATE DATABASE ${database} OWNER ${owner}`);
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  } finally {
    await client.end();
  }
}
