import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ApiError } from '@haat/client';
import { concurrently } from '../src/market/concurrently.ts';
import { createPatience } from '../src/market/patience.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

async function listen(port = 0): Promise<string> {
  server = createServer((_request, response) => response.end('{}')).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('patience', () => {
  it('repeats the same call when the marketplace is back', async () => {
    const url = await listen();
    const port = Number(new URL(url).port);
    server!.closeAllConnections();
    server!.close();
    await once(server!, 'close');
    const seen: string[] = [];
    const patience = createPatience({
      marketplaceUrl: url,
      onOutage: (state) => {
        seen.push(state);
        if (state === 'lost') void listen(port);
      },
    });
    const answer = await patience(() => fetch(`${url}/v1/thing`).then(({ status }) => status));
    expect(answer).toBe(200);
    expect(seen).toEqual(['lost', 'back']);
  });

  it('repeats a 503, but takes a 4xx for an answer', async () => {
    const patience = createPatience({ marketplaceUrl: await listen(), onOutage: () => {} });
    let calls = 0;
    const busy = () => ((calls += 1) < 3 ? Promise.reject(new ApiError(503, {})) : Promise.resolve('done'));
    await expect(patience(busy)).resolves.toBe('done');
    await expect(patience(() => Promise.reject(new ApiError(409, { code: 'x.y' })))).rejects.toThrow('x.y');
  });
});

describe('bounded concurrency', () => {
  it('starts in order, never more than the limit, and ends with the first failure', async () => {
    let active = 0;
    let most = 0;
    const started: number[] = [];
    const work = async (item: number) => {
      started.push(item);
      most = Math.max(most, (active += 1));
      await new Promise((resolve) => setImmediate(resolve));
      active -= 1;
      if (item === 5) throw new Error('five');
    };
    await expect(
      concurrently(
        Array.from({ length: 100 }, (_none, index) => index),
        3,
        work,
      ),
    ).rejects.toThrow('five');
    expect(most).toBe(3);
    expect(started).toEqual(started.toSorted((a, b) => a - b));
    expect(started.length).toBeLessThan(12);
    expect(active).toBe(0);
  });
});
