import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string };

/** A partner's machine: a real HTTP server that remembers what it was sent and answers as told. */
export async function aReceiver(answer: (response: ServerResponse, received: Received) => void = (r) => r.end('ok')) {
  const received: Received[] = [];
  let reply = answer;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? '' };
      received.push(one);
      reply(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answerWith: (next: typeof answer) => void (reply = next),
    answerStatus: (status: number, headers = {}) => void (reply = (r) => r.writeHead(status, headers).end('said')),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Receiver = Awaited<ReturnType<typeof aReceiver>>;
