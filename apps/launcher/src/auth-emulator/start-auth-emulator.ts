import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockDirectory } from '../data-folder/directory-lock.ts';
import { assertPortFree, rememberPort } from '../ports/ports.ts';

export type AuthEmulatorOptions = {
  /** Holds the accounts and the port; made if missing. */
  dataDir: string;
  /** Starts with `demo-`, which keeps Firebase's own libraries from ever talking to a real project. */
  projectId: string;
  /** Without it: the port of the last run, or a free one. */
  port?: number;
  onProgress: (line: string) => void;
};

export type RunningAuthEmulator = {
  host: string;
  port: number;
  url: string;
  projectId: string;
  pid: number;
  /** Settles when the emulator has ended, whoever ended it. */
  exited: Promise<void>;
  /** Resolves when every account stands on the disk itself. */
  flush(): Promise<void>;
  stop(): Promise<void>;
};

const HOST = '127.0.0.1';
const STOP_LIMIT_MS = 3_000;
/** The emulator of a launcher that was killed ends on its own, within milliseconds unless the machine is busy. */
const PREDECESSOR_PATIENCE_MS = 1_000;

/**
 * Starts the real Firebase Auth emulator in a process of its own and resolves when it answers. The accounts, with their
 * passwords, providers and the times from which tokens are valid, are those of the last run. While another launcher that
 * is alive uses the same folder, a `DirectoryInUseError` names it: two emulators would overwrite each other's accounts.
 */
export async function startAuthEmulator(options: AuthEmulatorOptions): Promise<RunningAuthEmulator> {
  await mkdir(options.dataDir, { recursive: true });
  const release = await lockDirectory(options.dataDir);
  try {
    return await launch(options, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function launch(options: AuthEmulatorOptions, release: () => Promise<void>): Promise<RunningAuthEmulator> {
  const { dataDir, projectId, onProgress } = options;
  if (options.port !== undefined) await assertPortFree(options.port, 'AUTH_EMULATOR_PORT={port} npm start');
  const port = options.port ?? (await rememberPort(join(dataDir, 'port'), PREDECESSOR_PATIENCE_MS));
  onProgress(`Starting the Firebase Auth emulator on ${HOST}:${port}`);

  const script = fileURLToPath(new URL('./emulator-process.ts', import.meta.url));
  const child = fork(script, [dataDir, projectId, String(port)], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exited = new Promise<void>((settle) => child.once('exit', () => settle())).then(release);
  await waitUntilReady(child);
  const flush = async () => {
    const flushed = once(child, 'message');
    child.send('flush');
    await Promise.race([flushed, exited]);
  };
  const url = `http://${HOST}:${port}`;
  return { host: HOST, port, url, projectId, pid: child.pid as number, exited, flush, stop: () => stop(child, exited) };
}

/** Its chatter (every code and link it "sends") is dropped once it is up: what it says before is why it did not start. */
async function waitUntilReady(child: ChildProcess): Promise<void> {
  let words = '';
  const listen = (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4000));
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', listen);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`The Firebase Auth emulator did not start: ${words.trim()}`)));
  });
  for (const stream of [child.stdout, child.stderr]) stream?.off('data', listen).resume();
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.connected) child.send('stop');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await exited;
  clearTimeout(killer);
}
