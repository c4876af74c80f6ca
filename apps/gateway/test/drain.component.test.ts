import { Agent, createServer, get } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { createGateway, parseKongFile } from '../src/index.ts';

const config = parseKongFile(
  'drain',
  '_format_version: "3.0"\nservices: [{name: a, url: "http://a", routes: [{name: r, paths: [/r]}]}]',
);

/** A service whose answers wait until the test gives them. */
async function startHeldService() {
  const arrivals: ((response: ServerResponse) => void)[] = [];
  const next = () => new Promise<ServerResponse>((resolve) => arrivals.push(resolve));
  const server = createServer((_request, response) => arrivals.shift()?.(response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, next, close: () => (server.closeAllConnections(), server.close()) };
}

function ask(url: string, agent: Agent): Promise<{ status: number | undefined; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response
        .resume()
        .on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection }));
    }).on('error', reject);
  });
}

describe('closing the gateway', () => {
  it('finishes what is open, takes nothing new and ends although a client keeps its connection', async () => {
    const service = await startHeldService();
    const gateway = createGateway({ config, upstreams: { a: service.url }, ready: () => true });
    const { url } = await gateway.listen({ port: 0 });
    const agent = new Agent({ keepAlive: true });
    const arrived = service.next();
    const open = ask(`${url}/r`, agent);
    const held = await arrived;
    const closed = gateway.close();
    await expect(ask(`${url}/r`, new Agent())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    held.end('done');
    expect(await open).toEqual({ status: 200, connection: 'close' });
    await closed;
    agent.destroy();
    service.close();
  });

  it('cuts off what does not end in time', async () => {
    const service = await startHeldService();
    const gateway = createGateway({ config, upstreams: { a: service.url }, ready: () => true, drainTimeoutMs: 50 });
    const { url } = await gateway.listen({ port: 0 });
    const arrived = service.next();
    const open = ask(`${url}/r`, new Agent());
    const refused = expect(open).rejects.toThrow();
    await arrived;
    await gateway.close();
    await refused;
    service.close();
  });

  it('ends streams of events at once, which would never end by themselves', async () => {
    const service = await startHeldService();
    const gateway = createGateway({ config, upstreams: { a: service.url }, ready: () => true });
    const { url } = await gateway.listen({ port: 0 });
    const arrived = service.next();
    const open = fetch(`${url}/r`);
    const held = await arrived;
    held.writeHead(200, { 'content-type': 'text/event-stream' });
    held.write('data: 1\n\n');
    const streaming = await open;
    const upstreamEnded = new Promise((resolve) => held.once('close', resolve));
    const startedMs = performance.now();
    await gateway.close();
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(await streaming.text()).toBe('data: 1\n\n');
    await upstreamEnded;
    service.close();
  });
});
