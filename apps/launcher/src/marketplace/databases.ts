import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDatabase, type Database, migrate } from '@haat/service-kit';
import { migrationsDirectory as catalog } from '@haat/catalog';
import { migrationsDirectory as identity } from '@haat/identity';
import { migrationsDirectory as inventory } from '@haat/inventory';
import { migrationsDirectory as notifications } from '@haat/notifications';
import { migrationsDirectory as ordering } from '@haat/ordering';
import { migrationsDirectory as payments } from '@haat/payments';
import { migrationsDirectory as realtime } from '@haat/realtime';
import { migrationsDirectory as simulator } from '@haat/simulator';
import { migrationsDirectory as stores } from '@haat/stores';
import { migrationsDirectory as webhooks } from '@haat/webhooks';
import { ensureDatabase } from '../postgres/ensure-database.ts';

/** Every database of the embedded profile; none is shared. */
export const MIGRATIONS = {
  identity,
  stores,
  catalog,
  inventory,
  ordering,
  payments,
  notifications,
  webhooks,
  realtime,
  simulator,
} as const;

export type DatabaseName = keyof typeof MIGRATIONS;
export type Databases = Readonly<Record<DatabaseName, Database>>;

const MAX_CONNECTIONS = 12;

/** Opens one database a context, each owned by a role of its own, and brings their tables up to date. */
export async function openDatabases(superuserUrl: string, dataDir: string): Promise<Databases> {
  const password = await rolePassword(dataDir);
  const names = Object.keys(MIGRATIONS) as DatabaseName[];
  const opened = await Promise.all(
    names.map(async (name) => {
      await ensureDatabase(superuserUrl, { name: `haat_${name}`, role: `haat_${name}`, password });
      const url = new URL(superuserUrl);
      [url.username, url.password, url.pathname] = [`haat_${name}`, password, `/haat_${name}`];
      await migrate({ url: url.href, directory: MIGRATIONS[name] });
      return [name, createDatabase({ url: url.href, name, maxConnections: MAX_CONNECTIONS })] as const;
    }),
  );
  return Object.fromEntries(opened) as Databases;
}

/** One password a data folder, made at the first start; the server listens on loopback only. */
async function rolePassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'role-password');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known !== '') return known;
  const made = randomBytes(24).toString('base64url');
  await writeFile(file, made, { mode: 0o600 });
  return made;
}
