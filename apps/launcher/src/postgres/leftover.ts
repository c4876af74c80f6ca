import { execFileSync } from 'node:child_process';
import { readFile, readdir, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Engine } from './engine.ts';
import { runToEnd } from './run-to-end.ts';

type Server = { engine: Engine; account: Account; cluster: string };

/** After an orderly stop has had this long, the server is stopped at once and recovers from its log at the next start. */
const FAST_STOP_SECONDS = 3;
const KILL_WAIT_MS = 1_000;
const POLL_MS = 20;

/**
 * Ends what a launcher that was killed left behind on this cluster: a live server is stopped, a stale process id file
 * is removed. Adopting the server would be quicker by a moment, but it would keep the settings, the port and the log of
 * a run that is over, and nobody would hear it die.
 */
export async function endLeftovers(server: Server, onProgress: (line: string) => void): Promise<void> {
  const pidFile = join(server.cluster, 'postmaster.pid');
  const pid = await readPid(pidFile);
  if ((await processesIn(server.cluster, pid)).length > 0) {
    onProgress('Stopping the PostgreSQL of an earlier run that was not shut down');
    await stopServer(server, FAST_STOP_SECONDS);
  }
  // The server copes with an id that is free. One that by now belongs to some other program would keep it from starting.
  if (isAlive(pid)) await rm(pidFile, { force: true });
}

/**
 * Stops a server and all that works for it: open transactions are rolled back; if that takes too long it stops as if the
 * power had gone, which costs nothing that was committed.
 */
export async function stopServer({ engine, account, cluster }: Server, patienceSeconds: number): Promise<void> {
  const pid = await readPid(join(cluster, 'postmaster.pid'));
  const stop = (mode: string, seconds: number) =>
    runToEnd(engine.pg_ctl, ['stop', '-D', cluster, '-m', mode, '-t', String(seconds), '--silent'], {
      ...account,
      cwd: cluster,
    });
  if ((await processesIn(cluster, pid)).includes(pid)) {
    await stop('fast', patienceSeconds).catch(() => stop('immediate', 1).catch(() => undefined));
  }
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const workers = await processesIn(cluster, pid);
    if (workers.length === 0) return;
    if (waitedMs >= KILL_WAIT_MS) for (const worker of workers) kill(worker);
    if (waitedMs >= 3 * KILL_WAIT_MS) throw new Error(`Process ${workers[0]} does not let go of ${cluster}.`);
    await delay(POLL_MS);
  }
}

async function readPid(pidFile: string): Promise<number> {
  return Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * The processes of the server that works on a cluster. All of them work from inside its folder, which Linux tells. A
 * container may keep even root from asking that about another user's process; the command line of the one that the
 * process id file names is open to all. Elsewhere that file is believed if the process is called postgres.
 */
async function processesIn(cluster: string, pid: number): Promise<number[]> {
  if (process.platform !== 'linux') return pid > 0 && isPostgres(pid) ? [pid] : [];
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const folders = await Promise.all(pids.map((entry) => readlink(`/proc/${entry}/cwd`).catch(() => '')));
  const found = pids.filter((_, index) => folders[index] === cluster).map(Number);
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return found.includes(pid) || !command.split('\0').includes(cluster) ? found : [...found, pid];
}

function isPostgres(pid: number): boolean {
  const [program, ...parameters] =
    process.platform === 'win32'
      ? ['tasklist', '/FI', `PID eq ${pid}`, '/NH']
      : ['ps', '-o', 'comm=', '-p', String(pid)];
  try {
    return /postgres/i.test(execFileSync(program as string, parameters, { encoding: 'utf8' }));
  } catch {
    return false;
  }
}
