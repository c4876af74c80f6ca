import { existsSync } from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chooseAccount } from './account.ts';
import { findHome } from './cluster.ts';
import { lockDirectory } from '../data-folder/directory-lock.ts';
import { findEngine } from './engine.ts';
import { endLeftovers } from './leftover.ts';
import type { PostgresOptions } from './start-postgres.ts';

/**
 * Forgets everything a data folder of PostgreSQL holds, also what lies elsewhere. Removing the folder alone would leave
 * the server of a killed launcher at work on deleted files; and while a launcher is alive nothing is removed at all: a
 * `DirectoryInUseError` names it.
 */
export async function discardPostgres(options: Pick<PostgresOptions, 'dataDir' | 'onProgress'>): Promise<void> {
  if (!existsSync(options.dataDir)) return;
  const dataDir = await realpath(resolve(options.dataDir));
  const release = await lockDirectory(dataDir);
  try {
    const home = (await findHome(dataDir)) ?? dataDir;
    const cluster = join(home, 'cluster');
    if (existsSync(cluster)) {
      const account = await chooseAccount(cluster);
      const engine = await findEngine(account, options.onProgress);
      await endLeftovers({ engine, account, cluster }, options.onProgress);
    }
    if (home !== dataDir) await rm(home, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  } finally {
    await release();
  }
}
