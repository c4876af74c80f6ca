import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { findPortHolder, type PortHolder } from './port-holder.ts';

/** How a user tells the launcher to use another port; `{port}` stands for the suggestion. */
const PUBLIC_PORT_HINT = 'PORT={port} npm start';

const POLL_MS = 20;

/** A port that has to be listened on cannot be: its message says who holds it, if known, and what to do. */
export class PortBusyError extends Error {
  override readonly name = 'PortBusyError';
  readonly port: number;
  readonly holder: PortHolder | null;

  constructor(port: number, holder: PortHolder | null, hint: string) {
    const by = holder ? ` by ${holder.name} (process ${holder.pid})` : ' by another program';
    super(`Port ${port} is already taken${by}. Stop that program, or choose another port: ${hint}`);
    this.port = port;
    this.holder = holder;
  }
}

/** A port on loopback that nobody listened on a moment ago. */
export async function findFreePort(): Promise<number> {
  const port = await tryToListen(0);
  if (port === null) throw new Error('This machine has no free TCP port on 127.0.0.1.');
  return port;
}

/**
 * Throws a `PortBusyError` if the port cannot be listened on. Asked before anything is started, so that a taken port
 * costs the user one line instead of a boot that fails half-way.
 */
export async function assertPortFree(port: number, hint: string = PUBLIC_PORT_HINT): Promise<void> {
  if ((await tryToListen(port)) !== null) return;
  throw new PortBusyError(port, await findPortHolder(port), hint.replace('{port}', String(port + 1)));
}

/**
 * The port that this file remembers, or a new one (which it then remembers) when there is none or somebody took it.
 * Addresses handed out before a restart, in links and in settings of tools, keep working this way. The patience is for
 * a predecessor that is just about to let go of the port.
 */
export async function rememberPort(file: string, patienceMs = 0): Promise<number> {
  const remembered = Number(await readFile(file, 'utf8').catch(() => ''));
  const isUsable = Number.isInteger(remembered) && remembered > 0 && remembered < 65_536;
  for (let waitedMs = 0; isUsable && waitedMs <= patienceMs; waitedMs += POLL_MS) {
    if ((await tryToListen(remembered)) !== null) return remembered;
    await delay(POLL_MS);
  }
  const port = await findFreePort();
  await writeFile(file, `${port}\n`);
  return port;
}

/** The port it could listen on, or null if it is taken; every other failure (such as a privileged port) is thrown. */
async function tryToListen(port: number): Promise<number | null> {
  const server = createServer();
  const outcome = once(server, 'listening').then(
    () => (server.address() as AddressInfo).port,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return null;
      throw error;
    },
  );
  server.listen({ port, host: '127.0.0.1', exclusive: true });
  try {
    return await outcome;
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
}
