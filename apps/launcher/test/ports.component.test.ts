import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assertPortFree, findFreePort, PortBusyError, rememberPort } from '../src/ports/ports.ts';

let folder: string;
let file: string;
const servers: ReturnType<typeof createServer>[] = [];

async function occupy(port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haat-ports-'));
  file = join(folder, 'port');
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(folder, { recursive: true });
});

describe('ports', () => {
  it('finds a port that can be listened on', async () => {
    const port = await findFreePort();
    await assertPortFree(port);
    await occupy(port);
  });

  it('says who holds a taken port and how to choose another', async () => {
    const port = await findFreePort();
    await occupy(port);
    const error = await assertPortFree(port).catch((thrown: unknown) => thrown);
    if (!(error instanceof PortBusyError)) throw new Error('The port should have been found taken.');
    expect(error.message).toContain(`Port ${port} is already taken`);
    expect(error.message).toContain(`PORT=${port + 1} npm start`);
    if (process.platform === 'linux') expect(error.holder?.pid).toBe(process.pid);
  });

  it('remembers a port until somebody else takes it', async () => {
    const first = await rememberPort(file);
    expect(await rememberPort(file)).toBe(first);
    await occupy(first);
    const second = await rememberPort(file);
    expect(second).not.toBe(first);
    expect(await rememberPort(file)).toBe(second);
  });
});
