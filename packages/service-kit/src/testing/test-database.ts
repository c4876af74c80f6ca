import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createDatabase, type Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';

export type TestDatabase = { readonly database: Database; readonly url: string; drop(): Promise<void> };

const TEMPLATE_LOCK = 7_041_776;

/**
 * A fresh database of its own for one test file, on the cluster that the test run started. It is cloned from a template
 * that is migrated once a run, so that it costs some milliseconds.
 */
export async function createTestDatabase(migrations: URL, name = 'test'): Promise<TestDatabase> {
  const clusterUrl = process.env.HAAT_TEST_POSTGRES_URL;
  if (clusterUrl === undefined) throw new Error('HAAT_TEST_POSTGRES_URL is not set; run the tests through Jest');
  const template = `template_${hash(migrations.href)}`;
  const databaseName = `${name}_${randomBytes(6).toString('hex')}`;
  await withAdmin(clusterUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount === 0) await makeTemplate(admin, { clusterUrl, template, migrations });
    await admin.query(`CREATE DATABASE "${databaseName}" TEMPLATE "${template}"`);
  });
  const url = withDatabase(clusterUrl, databaseName);
  const database = createDatabase({ url, name, maxConnections: 8 });
  return {
    database,
    url,
    drop: async () => {
      await database.close();
      await withAdmin(clusterUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS "${databaseName}" WITH (FORCE)`));
    },
  };
}

type Template = { clusterUrl: string; template: string; migrations: URL };

async function makeTemplate(admin: pg.Client, { clusterUrl, template, migrations }: Template): Promise<void> {
  const building = `${template}_building`;
  await admin.query(`DROP DATABASE IF EXISTS "${building}" WITH (FORCE)`);
  await admin.query(`CREATE DATABASE "${building}"`);
  await migrate({ url: withDatabase(clusterUrl, building), directory: migrations });
  await admin.query(`ALTER DATABASE "${building}" RENAME TO "${template}"`);
}

async function withAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function hash(value: string): string {
  let sum = 0;
  for (const character of value) sum = (sum * 31 + character.codePointAt(0)!) >>> 0;
  return sum.toString(36);
}
