import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createGateway, parseKongFile } from '../src/index.ts';
import type { Gateway } from '../src/index.ts';

const config = parseKongFile(
  'upgrade',
  `_format_version: "3.0"
plugins: [{name: correlation-id, config: {header_name: X-Correlation-Id, echo_downstream: true}}]
services:
  - {name: live, url: "http://live", routes: [{name: live, paths: [/live], strip_path: false}]}
  - {name: brief, url: "http://live", read_timeout: 300, routes: [{name: brief, paths: [/brief]}]}
  - name: few
    url: "http://live"
    routes: [{name: few, paths: [/few], plugins: [{name: rate-limiting, config: {hour: 1, limit_by: ip}}]}]
  - {name: gone, url: "http://gone", retries: 0, routes: [{name: gone, paths: [/gone]}]}`,
);

/** A service that agrees to every upgrade, says what it was asked, and gives back every byte. */
async function startEcho() {
  const sockets = new Set<Socket>();
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => response.writeHead(426, { 'x-seen': request.url }).end('no'));
  server.on('upgrade', (request, socket: Socket, head) => {
    seen.push(request);
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (request.url?.includes('refuse') === true) {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno');
      return;
    }
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nx-agreed: 1\r\n\r\n',
    );
    if (head.length > 0) socket.write(head);
    if (request.url?.includes('deaf') !== true) socket.pipe(socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, seen, sockets, close: () => (sockets.forEach((one) => one.destroy()), server.close()) };
}

function open(base: string, path: string, extra = 'upgrade: websocket\r\n', more = ''): Socket {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\n${extra}\r\n${more}`);
  return socket;
}

/** Reads until the text holds what is wanted, or the end. */
async function read(socket: Socket, wanted: string): Promise<string> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    text += chunk.toString('latin1');
    if (text.includes(wanted)) break;
  }
  return text;
}

/** Waits until so many looks in a row found that nothing more was sent. */
async function stalled(socket: Socket): Promise<void> {
  for (let quiet = 0, before = -1; quiet < 20;) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    quiet = socket.bytesWritten === before ? quiet + 1 : 0;
    before = socket.bytesWritten;
  }
}

describe('an upgrade to WebSocket', () => {
  let gateway: Gateway;
  let echo: Awaited<ReturnType<typeof startEcho>>;
  let url: string;

  async function begin(): Promise<void> {
    echo = await startEcho();
    gateway = createGateway({
      config,
      upstreams: { live: echo.url, gone: 'http://127.0.0.1:9' },
      ready: () => true,
      drainTimeoutMs: 2_000,
    });
    ({ url } = await gateway.listen({ port: 0 }));
  }

  afterEach(async () => {
    await gateway.close();
    echo.close();
  });

  it('is passed on with plugins and headers, and joins the connections in both directions', async () => {
    await begin();
    const client = open(
      url,
      '/live/a?b=c',
      'Upgrade: WebSocket\r\nsec-websocket-key: k\r\nx-haat-spoof: 1\r\n',
      'early ',
    );
    const answer = await read(client, 'early ');
    expect(answer).toMatch(/^HTTP\/1.1 101 Switching Protocols\r\n/);
    expect(answer).toMatch(/x-agreed: 1/i);
    expect(answer).toMatch(/x-correlation-id: \S+/i);
    const [{ url: path, headers }] = echo.seen as [IncomingMessage];
    expect(path).toBe('/live/a?b=c');
    expect(headers).toMatchObject({ upgrade: 'websocket', 'sec-websocket-key': 'k', 'x-forwarded-for': '127.0.0.1' });
    expect(headers['x-haat-spoof']).toBeUndefined();
    client.write('late');
    expect(await read(client, 'late')).toBe('late');
    client.destroy();
  });

  it('ends the other side when either ends', async () => {
    await begin();
    const leaving = open(url, '/live');
    await read(leaving, '\r\n\r\n');
    const [server] = [...echo.sockets] as [Socket];
    const gone = once(server, 'close');
    leaving.destroy();
    await gone;
    const left = open(url, '/live');
    await read(left, '\r\n\r\n');
    const ended = once(left, 'close');
    [...echo.sockets].at(-1)!.destroy();
    left.resume();
    await ended;
  });

  it('reads no faster from one side than the other takes', async () => {
    await begin();
    const client = open(url, '/live/deaf');
    await read(client, '\r\n\r\n');
    const server = [...echo.sockets].at(-1)!;
    server.pause();
    const bytes = 64 * 1_048_576;
    client.write(Buffer.alloc(bytes));
    await stalled(client);
    // What the kernel and the two streams of the gateway hold is far less than what was sent.
    expect(client.writableLength).toBe(bytes);
    let received = 0;
    server.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received === bytes) server.destroy();
    });
    server.resume();
    await once(server, 'close');
    expect(received).toBe(bytes);
  });

  it.each([
    { title: 'no route', path: '/nowhere', status: 404, code: 'gateway.no_route' },
    { title: 'a service that is away', path: '/gone', status: 502, code: 'gateway.upstream_unavailable' },
  ])('is answered as ordinary HTTP where there is $title', async ({ path, status, code }) => {
    await begin();
    const answer = await read(open(url, path), code);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(`"code":"${code}"`);
  });

  it('is refused by a plugin before the service hears of it', async () => {
    await begin();
    await read(open(url, '/few'), '\r\n\r\n');
    expect(await read(open(url, '/few'), 'gateway.rate_limited')).toMatch(/^HTTP\/1.1 429 /);
    expect(echo.seen).toHaveLength(1);
  });

  it("gives a service's refusal back as it is", async () => {
    await begin();
    expect(await read(open(url, '/live/refuse'), '\r\n\r\nno')).toMatch(/^HTTP\/1.1 403 Forbidden/);
  });

  it('is ignored when it is to anything else', async () => {
    await begin();
    expect(await read(open(url, '/live', 'upgrade: h2c\r\n'), '\r\nno')).toMatch(/^HTTP\/1.1 426 /);
    expect(echo.seen).toHaveLength(0);
  });

  it('is cut off when nothing has passed for as long as the service may take to answer', async () => {
    await begin();
    const client = open(url, '/brief');
    await read(client, '\r\n\r\n');
    const closed = once(client, 'close');
    client.resume();
    await closed;
  });

  it('does not keep the gateway from closing', async () => {
    await begin();
    const client = open(url, '/live');
    await read(client, '\r\n\r\n');
    const closed = once(client, 'close');
    client.resume();
    await gateway.close();
    await closed;
  });
});
