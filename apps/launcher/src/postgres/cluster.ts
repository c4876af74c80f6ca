import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, readdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, canReach } from './account.ts';
import { type Engine, REACHABLE_FOLDER } from './engine.ts';
import { runToEnd } from './run-to-end.ts';

export const SUPERUSER = 'postgres';

type Place = {
  dataDir: string;
  engine: Engine;
  account: Account;
  isDurable: boolean;
  onProgress: (line: string) => void;
};

/**
 * The folder of the initialised cluster and the superuser's password. A cluster is made in a draft folder and renamed
 * when it is complete, so that a first start which was killed half-way leaves nothing that looks like a cluster.
 */
export async function openCluster(place: Place): Promise<{ cluster: string; password: string }> {
  const passwordFile = join(place.dataDir, 'password');
  const home = await chooseHome(place);
  await discardDrafts(home);
  const cluster = join(home, 'cluster');
  if (existsSync(cluster)) {
    if (!existsSync(passwordFile)) throw new Error(`${passwordFile} is gone, and with it the key to ${cluster}.`);
    return { cluster, password: await rememberPassword(passwordFile) };
  }
  const password = await rememberPassword(passwordFile);
  place.onProgress('Setting up PostgreSQL for the first time');
  await initialise(place, { home, cluster, password });
  return { cluster, password };
}

async function rememberPassword(file: string): Promise<string> {
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.trim() !== '') return known.trim();
  const password = randomBytes(24).toString('hex');
  await writeFile(`${file}.draft`, `${password}\n`, { mode: 0o600 });
  await rename(`${file}.draft`, file);
  return password;
}

/**
 * Normally the data folder itself. Below a folder that is closed to PostgreSQL's user (a clone in /root) the cluster
 * lives in a place of its own and the data folder holds a link to it: opening up root's folder is not ours to do, and
 * whoever deletes the data folder starts afresh, as everywhere.
 */
async function chooseHome({ dataDir, account, onProgress }: Place): Promise<string> {
  const known = await findHome(dataDir);
  if (known !== null || (await canReach(account, dataDir))) return known ?? dataDir;
  const home = join(REACHABLE_FOLDER, `postgres-${randomUUID()}`);
  await mkdir(home, { recursive: true, mode: 0o755 });
  await symlink(home, join(dataDir, POINTER));
  onProgress(`PostgreSQL's own user cannot reach ${dataDir}: the data is kept in ${home}`);
  return home;
}

const POINTER = 'elsewhere';

/** The folder that holds the cluster of a data folder; null as long as there is none. */
export async function findHome(dataDir: string): Promise<string | null> {
  const elsewhere = await readlink(join(dataDir, POINTER)).catch(() => null);
  if (elsewhere !== null) await mkdir(elsewhere, { recursive: true, mode: 0o755 });
  return elsewhere ?? (existsSync(join(dataDir, 'cluster')) ? dataDir : null);
}

const DRAFT = 'cluster.draft-';

/** The program that was filling a draft may have outlived the launcher by a moment: hence the patience. */
async function discardDrafts(home: string): Promise<void> {
  const drafts = (await readdir(home)).filter((name) => name.startsWith(DRAFT));
  const patiently = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  await Promise.all(drafts.map((name) => rm(join(home, name), patiently)));
}

async function initialise(
  { engine, account, isDurable }: Place,
  { home, cluster, password }: { home: string; cluster: string; password: string },
): Promise<void> {
  const draft = join(home, `${DRAFT}${randomUUID()}`);
  const passwordFile = join(draft, 'password');
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined) {
    await chown(draft, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  await runToEnd(
    engine.initdb,
    [
      `--pgdata=${join(draft, 'data')}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Unicode case rules and byte order, the same on every system and in every version of its C library.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(isDurable ? [] : ['--no-sync']),
    ],
    { ...account, cwd: home },
  );
  await rename(join(draft, 'data'), cluster);
  await rm(draft, { recursive: true });
}
