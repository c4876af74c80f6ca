import { readFile, readdir, readlink } from 'node:fs/promises';

/** The process that listens on a port, as far as this machine tells. */
export type PortHolder = { pid: number; name: string };

const LISTENING = '0A';

/**
 * Looks up who listens on a TCP port. Only Linux says so without extra tools, and only about processes one may look
 * into: `null` means "not known", never "nobody".
 */
export async function findPortHolder(port: number): Promise<PortHolder | null> {
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const inode of listeningInodes(await readFile(table, 'utf8').catch(() => ''), port)) inodes.add(inode);
  }
  if (inodes.size === 0) return null;
  for (const entry of await readdir('/proc')) {
    if (/^\d+$/.test(entry) && (await holdsOneOf(entry, inodes))) {
      const name = (await readFile(`/proc/${entry}/comm`, 'utf8').catch(() => 'unknown')).trim();
      return { pid: Number(entry), name };
    }
  }
  return null;
}

/** The columns of the kernel's table are: slot, local address, remote address, state, …, and the inode as the tenth. */
function listeningInodes(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(suffix) && columns[3] === LISTENING)
    .map((columns) => columns[9] ?? '');
}

async function holdsOneOf(pid: string, inodes: Set<string>): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(descriptors.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  return targets.some((target) => inodes.has(target.match(/^socket:\[(\d+)\]$/)?.[1] ?? ''));
}
