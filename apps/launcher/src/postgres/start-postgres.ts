import { type ChildProcess, spawn } from 'node:child_process';
import { access, constants, mkdir, open, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { assertPortFree, rememberPort } from '../ports/ports.ts';
import { type Account, chooseAccount } from './account.ts';
import { findHome, openCluster, SUPERUSER } from './cluster.ts';
import { lockDirectory } from '../data-folder/directory-lock.ts';
import { type Engine, findEngine } from './engine.ts';
import { endLeftovers, stopServer } from './leftover.ts';
import { type ServerSettings, serverParameters } from './settings.ts';
import { openSocketFolder } from './socket-folder.ts';

export type PostgresOptions = {
  /** Holds the cluster, the superuser's password, the port and the log; made if missing. */
  dataDir: string;
  /** Without it: the port of the last run, or a free one. */
  port?: number;
  onProgress: (line: string) => void;
  /** `false` trades safety against a power cut for speed. For tests only. */
  durable?: boolean;
};

export type RunningPostgres = {
  host: string;
  port: number;
  superuserUrl: string;
  /** `initdb`, `postgres` and `pg_ctl`; client programs such as psql and pgbench are not shipped. */
  binDir: string;
  logFile: string;
  /** Settles when the server has ended, whoever ended it: a server that dies on its own is for the launcher to report. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

const HOST = '127.0.0.1';
const START_POLL_MS = 20;
const START_LIMIT_MS = 120_000;
const STOP_PATIENCE_SECONDS = 20;

/**
 * Starts a real PostgreSQL on a data folder and resolves when it accepts connections. Whatever became of an earlier
 * launcher on the same folder, the start succeeds: what that one left behind is ended first. While an earlier one is
 * still alive, a `DirectoryInUseError` names it.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { onProgress, durable: isDurable = true } = options;
  await mkdir(options.dataDir, { recursive: true, mode: 0o755 });
  const dataDir = await realpath(resolve(options.dataDir));
  await access(dataDir, constants.W_OK).catch((cause: unknown) => {
    throw new Error(`${dataDir} belongs to another user. Start as that user, or with another data folder.`, { cause });
  });
  const release = await lockDirectory(dataDir);
  try {
    const account = await chooseAccount(join((await findHome(dataDir)) ?? dataDir, 'cluster'));
    const engine = await findEngine(account, onProgress);
    const { cluster, password } = await openCluster({ dataDir, engine, account, isDurable, onProgress });
    await endLeftovers({ engine, account, cluster }, onProgress);
    if (options.port !== undefined) await assertPortFree(options.port, 'POSTGRES_PORT={port} npm start');
    const port = options.port ?? (await rememberPort(join(dataDir, 'port')));
    const logFile = join(dataDir, 'postgres.log');
    const socketFolder = await openSocketFolder(cluster, account);
    const { exited } = await launch({ engine, account, cluster, port, isDurable, socketFolder, logFile });
    const stop = async () => {
      await stopServer({ engine, account, cluster }, STOP_PATIENCE_SECONDS);
      await exited;
      if (socketFolder !== null) await rm(socketFolder, { recursive: true, force: true });
      await release();
    };
    const over = socketFolder === null ? '' : `?host=${encodeURIComponent(socketFolder)}`;
    const superuserUrl = `postgres://${SUPERUSER}:${password}@${HOST}:${port}/postgres${over}`;
    return { host: HOST, port, superuserUrl, binDir: dirname(engine.postgres), logFile, exited, stop: once(stop) };
  } catch (error) {
    await release();
    throw error;
  }
}

type Launch = ServerSettings & { engine: Engine; account: Account; cluster: string; logFile: string };

/** The server writes into a file of its own: a pipe into this process would break, and stop it, when this one is killed. */
async function launch({ engine, account, cluster, logFile, ...settings }: Launch): Promise<{ exited: Promise<void> }> {
  const log = await open(logFile, 'w', 0o600);
  const child = spawn(engine.postgres, ['-D', cluster, ...serverParameters(settings)], {
    ...account,
    cwd: cluster,
    // A Ctrl-C goes to the launcher alone, which stops its services before their database.
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const exited = new Promise<void>((settle) => {
    child.once('error', () => settle());
    child.once('exit', () => settle());
  });
  await log.close();
  try {
    await waitUntilReady(child, cluster);
  } catch (cause) {
    child.kill('SIGKILL');
    await exited;
    const words = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-8).join('\n');
    throw new Error(`PostgreSQL did not start; the end of its log in ${logFile}:\n${words}`, { cause });
  }
  return { exited };
}

/** The server tells its state in the eighth line of its process id file, long before a client could ask it. */
async function waitUntilReady(child: ChildProcess, cluster: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < START_LIMIT_MS; waitedMs += START_POLL_MS) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      throw new Error('It ended before it was ready.');
    }
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return;
    await delay(START_POLL_MS);
  }
  throw new Error(`It was not ready after ${START_LIMIT_MS / 1000} seconds.`);
}

/** Stopping twice is one stop. */
function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}
