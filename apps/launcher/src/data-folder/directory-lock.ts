import { randomUUID } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

type Owner = { pid: number; startedAt: string };

/** Another process that is alive works on this directory. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';
  readonly pid: number;

  constructor(directory: string, pid: number) {
    super(`The data in ${directory} is in use by process ${pid}. Stop it first, or start with another data folder.`);
    this.pid = pid;
  }
}

const ATTEMPTS = 5;

/**
 * Claims a directory for this process and gives back the function that releases it. A lock whose owner is gone is taken
 * over at once: the owner is named by process id *and* start time, because ids are used again, in containers within
 * seconds.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const lock = `${directory}/lock`;
  const own = JSON.stringify({ pid: process.pid, startedAt: await startTimeOf(process.pid) });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await claim(lock, own)) return releaseOnce(lock);
    const found = await readFile(lock, 'utf8').catch(() => '');
    const owner = parse(found);
    if (owner && (await startTimeOf(owner.pid)) === owner.startedAt)
      throw new DirectoryInUseError(directory, owner.pid);
    await discard(lock, found);
  }
  throw new Error(`The lock ${lock} changed hands ${ATTEMPTS} times: several programs are being started on this data.`);
}

/** Only the first call releases: by the second one the lock may be somebody else's. */
function releaseOnce(lock: string): () => Promise<void> {
  let released: Promise<void> | undefined;
  return () => (released ??= unlink(lock).catch(() => undefined));
}

/** A hard link appears complete or not at all and never replaces another one: a half-written lock cannot exist. */
async function claim(lock: string, content: string): Promise<boolean> {
  const draft = `${lock}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o644 });
  try {
    await link(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Moves a stale lock away; if somebody else was quicker and this is their fresh one, it is put back. */
async function discard(lock: string, stale: string): Promise<void> {
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, lock).catch(() => undefined);
  await unlink(aside);
}

function parse(content: string): Owner | null {
  try {
    const { pid, startedAt } = JSON.parse(content) as Partial<Owner>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

/** When a process started, in whatever form this system tells it; null if there is no such process. */
async function startTimeOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    if (stat === null) return null;
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
    // The name in brackets may itself hold brackets and blanks. After it come the state and, 19 further on, the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : `${boot.trim()}/${fields[19]}`;
  }
  if (process.platform === 'win32') return isAlive(pid) ? 'alive' : null;
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.trim() || null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
