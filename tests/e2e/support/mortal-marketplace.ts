import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '@haat/launcher';
import { OPERATOR } from './people.ts';

type Message = { readonly ready?: { readonly url: string; readonly superuserUrl: string }; readonly defect?: string };

/** A marketplace with full durability that is killed and started again on the same data. */
export type MortalMarketplace = {
  /** The same at every start. */
  readonly url: string;
  superuserUrl(): string;
  readonly defects: string[];
  start(): Promise<void>;
  /** SIGKILL to the process and to PostgreSQL with all its backends; `onlyLauncher` leaves PostgreSQL an orphan. */
  kill(options?: { onlyLauncher?: boolean }): Promise<void>;
  /** Stops in an orderly way and throws the data away. */
  end(): Promise<void>;
  readonly dataDir: string;
};

export async function createMortalMarketplace(): Promise<MortalMarketplace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'haat-kill-'));
  const port = await findFreePort();
  const defects: string[] = [];
  let child: ChildProcess | undefined;
  let superuserUrl = '';
  const start = async () => {
    child = fork(
      fileURLToPath(new URL('./marketplace-process.ts', import.meta.url)),
      [dataDir, `uid-${OPERATOR}`, String(port)],
      { execArgv: [], stdio: 'inherit' },
    );
    const started = child;
    const ready = new Promise<NonNullable<Message['ready']>>((resolve, reject) => {
      started.on('message', (message: Message) => {
        if (message.defect !== undefined) defects.push(message.defect);
        if (message.ready !== undefined) resolve(message.ready);
      });
      started.once('exit', (code, signal) =>
        reject(new Error(`the marketplace ended with ${signal ?? code} before it was ready`)),
      );
    });
    ({ superuserUrl } = await ready);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    superuserUrl: () => superuserUrl,
    defects,
    dataDir,
    start,
    kill: async ({ onlyLauncher = false } = {}) => {
      const victim = child!;
      const exited = once(victim, 'exit');
      const others = onlyLauncher ? [] : await familyOf(await postmasterPid(dataDir));
      for (const pid of [victim.pid!, ...others]) killAtOnce(pid);
      await exited;
    },
    end: async () => {
      if (child !== undefined && child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.send('stop');
        await exited;
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function postmasterPid(dataDir: string): Promise<number> {
  const files = (await readdir(dataDir, { recursive: true })).filter((file) => file.endsWith('postmaster.pid'));
  if (files.length !== 1) throw new Error(`expected one postmaster.pid, found ${files.length}`);
  return Number((await readFile(join(dataDir, files[0]!), 'utf8')).split('\n')[0]);
}

/** A process and its children; PostgreSQL puts each backend into a group of its own, so the group would not do. */
async function familyOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const children = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent ? [Number(pid)] : [];
    }),
  );
  return [parent, ...children.flat()];
}

function killAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
