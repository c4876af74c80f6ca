import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';

const KIT_MIGRATIONS = new URL('../../migrations/', import.meta.url);

/**
 * Brings a service's database up to date: first the kit's own tables (outbox, inbox, dead letters, idempotency keys),
 * then the service's. Forward only; an advisory lock keeps two runs apart; a second run does nothing.
 * @returns the names of the migrations that were run
 */
export async function migrate({ url, directory }: { url: string; directory: URL }): Promise<string[]> {
  const kit = await run(url, KIT_MIGRATIONS, 'kit_migration');
  const own = await run(url, directory, 'service_migration');
  return [...kit, ...own];
}

async function run(databaseUrl: string, directory: URL, migrationsTable: string): Promise<string[]> {
  const done = await runner({
    databaseUrl,
    dir: fileURLToPath(directory),
    migrationsTable,
    direction: 'up',
    count: Infinity,
    singleTransaction: true,
    log: () => {},
  });
  return done.map((migration) => migration.name);
}
