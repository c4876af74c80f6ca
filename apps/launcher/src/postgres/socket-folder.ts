import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';

/** The path of a socket must fit into 107 bytes, so that it cannot lie in a data folder that may be anywhere. */
const LONGEST_FOLDER = 80;

/**
 * The folder of the server's Unix socket, closed to everybody but its account. A round trip over it costs about half the
 * system time of one over loopback TCP, which stays open for tools. Null where there are no such sockets.
 * To be called when no server works on the cluster any more: what an earlier one left in the folder goes.
 */
export async function openSocketFolder(cluster: string, account: Account): Promise<string | null> {
  const name = createHash('sha256').update(cluster).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `haat-pg-${name}`);
  if (process.platform === 'win32' || folder.length > LONGEST_FOLDER) return null;
  // A server that was killed leaves its lock here, and the next one believes it while a process has that id.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
  return folder;
}
