import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { assertPortFree, findFreePort } from '../src/ports/ports.ts';
import { discardPostgres } from '../src/postgres/discard-postgres.ts';
import { ensureDatabase } from '../src/postgres/ensure-database.ts';
import { type PostgresOptions, type RunningPostgres, startPostgres } from '../src/postgres/start-postgres.ts';

const running: RunningPostgres[] = [];
let folder: string;
let dataDir: string;

async function start(options: Partial<PostgresOptions> = {}): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataDir, onProgress: () => {}, durable: false, ...options });
  running.push(postgres);
  return postgres;
}

async function ask(url: string, question: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
}

/** Starts PostgreSQL in a process of its own and kills that process without warning once `until` is printed. */
async function killDuring(until: string): Promise<void> {
  const launcher = spawn(process.execPath, [fileURLToPath(new URL('./launch-postgres.ts', import.meta.url)), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let words = '';
  for await (const chunk of launcher.stdout) {
    words += String(chunk);
    if (words.includes(until)) break;
  }
  launcher.kill('SIGKILL');
  if (launcher.exitCode === null && launcher.signalCode === null) await once(launcher, 'exit');
  expect(words).toContain(until);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haat-postgres-'));
  // Only root's server runs as somebody else, who has to be able to pass through.
  await chmod(folder, 0o755);
  dataDir = join(folder, 'postgres');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('startPostgres', () => {
  it('recovers from a first start that was killed half-way', async () => {
    await killDuring('for the first time');
    const { superuserUrl } = await start();
    expect(await ask(superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('keeps data and port over a restart, and listens on loopback only', async () => {
    const first = await start();
    await ask(first.superuserUrl, 'CREATE TABLE kept AS SELECT 7 AS value');
    await first.stop();
    const second = await start();
    expect(second.port).toBe(first.port);
    expect(await ask(second.superuserUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    expect(await ask(second.superuserUrl, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('commits durably unless told otherwise', async () => {
    const { superuserUrl } = await start({ durable: true });
    const settings = await ask(
      superuserUrl,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')`,
    );
    expect(settings.map(({ setting }) => setting)).toEqual(['on', 'on', 'on']);
  });

  it('takes over within five seconds from a launcher that was killed, and loses no commit', async () => {
    await killDuring('ready');
    const startedAt = performance.now();
    const { superuserUrl } = await start();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(await ask(superuserUrl, 'SELECT count(*)::int AS rows FROM written')).toEqual([{ rows: 1000 }]);
    await ask(superuserUrl, 'DROP TABLE written');
  });

  it('starts again after the server itself was killed, and says that it ended', async () => {
    const first = await start();
    await ask(first.superuserUrl, 'CREATE TABLE survived AS SELECT 1 AS one');
    const [pid] = (await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await first.exited;
    await first.stop();
    const { superuserUrl } = await start();
    expect(await ask(superuserUrl, 'SELECT one FROM survived')).toEqual([{ one: 1 }]);
  });

  it('starts although its process id file names a program that is something else', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'cluster', 'postmaster.pid'), `${process.pid}\n`);
    const { superuserUrl } = await start();
    expect(await ask(superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses a second launcher by naming the first, and takes over a stale lock', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(`in use by process ${process.pid}`);
    await first.stop();
    await writeFile(join(dataDir, 'lock'), JSON.stringify({ pid: process.pid, startedAt: 'long ago' }));
    await start();
    expect(await readFile(join(dataDir, 'lock'), 'utf8')).not.toContain('long ago');
  });

  it('says which port is taken', async () => {
    const first = await start();
    const other = join(folder, 'other');
    await mkdir(other);
    await expect(start({ dataDir: other, port: first.port })).rejects.toThrow(`Port ${first.port} is already taken`);
    const port = await findFreePort();
    expect((await start({ dataDir: other, port })).port).toBe(port);
  });
});

describe('discardPostgres', () => {
  it('spares data that is in use, and else ends what is left over and begins anew', async () => {
    const first = await start();
    await expect(discardPostgres({ dataDir, onProgress: () => {} })).rejects.toThrow(`process ${process.pid}`);
    await first.stop();
    await killDuring('ready');
    const leftover = Number(await readFile(join(dataDir, 'port'), 'utf8'));
    await expect(assertPortFree(leftover)).rejects.toThrow('already taken');
    await discardPostgres({ dataDir, onProgress: () => {} });
    await assertPortFree(leftover);
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
    const { superuserUrl } = await start();
    expect(await ask(superuserUrl, "SELECT to_regclass('written') AS table")).toEqual([{ table: null }]);
  });
});

describe('ensureDatabase', () => {
  it('gives a role its own database and keeps others out', async () => {
    const { superuserUrl, host, port } = await start();
    const owners = ['ordering', 'payments'].map((name) => ({ name, role: name, password: `${name}-secret` }));
    const ensureAll = () => Promise.all(owners.map((owner) => ensureDatabase(superuserUrl, owner)));
    await ensureAll();
    await ensureAll();
    const url = (role: string, name: string) => `postgres://${role}:${role}-secret@${host}:${port}/${name}`;
    await ask(url('ordering', 'ordering'), 'CREATE EXTENSION IF NOT EXISTS pg_trgm');
    expect(
      await ask(url('ordering', 'ordering'), 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user'),
    ).toEqual([{ rolsuper: false }]);
    await expect(ask(url('ordering', 'payments'), 'SELECT 1')).rejects.toThrow('permission denied');
  });
});
