import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';

export type Listening = {
  /** Addresses for the gateway. */
  readonly addresses: Record<string, string>;
  close(): Promise<void>;
};

/** Servers by the host names under which kong.yml knows them; one server may stand for several. */
export type Upstreams = ReadonlyMap<string, FastifyInstance>;

/**
 * Lets all servers listen where only this machine's user can reach them: on Unix sockets, which cost about half the system
 * time of loopback TCP, or on free ports of loopback where there are none.
 */
export async function listenAll(upstreams: Upstreams, dataDir: string): Promise<Listening> {
  const folder = process.platform === 'win32' ? null : await openFolder(dataDir);
  const listening = new Map<FastifyInstance, Promise<string>>();
  const addresses = [...upstreams].map(async ([name, app]) => {
    if (!listening.has(app)) listening.set(app, listen(app, folder === null ? null : join(folder, `${name}.sock`)));
    return [name, await listening.get(app)!] as const;
  });
  return {
    addresses: Object.fromEntries(await Promise.all(addresses)),
    async close() {
      await Promise.all([...listening.keys()].map((app) => app.close()));
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Paths of sockets must be short, so that they cannot lie in a data folder that may be anywhere. */
async function openFolder(dataDir: string): Promise<string> {
  const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `haat-${name}`);
  // What a killed launcher left behind would keep the new one from listening; the data folder's lock keeps two apart.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

async function listen(app: FastifyInstance, path: string | null): Promise<string> {
  if (path === null) return app.listen({ host: '127.0.0.1', port: 0 });
  await app.listen({ path });
  return `unix:${path}`;
}
