import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export type Heard = {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** A partner's machine: takes webhooks, believes only what its secret has signed, and answers as it is told. */
export async function aPartner() {
  const heard: Heard[] = [];
  const refused: string[] = [];
  let secret = '';
  let answer = { status: 204, afterMs: 0 };
  const take = (body: string, headers: IncomingHttpHeaders) => {
    try {
      const told = new Webhook(secret).verify(body, headers as Record<string, string>) as Omit<Heard, 'id'>;
      if (answer.status < 300) heard.push({ ...told, id: String(headers['webhook-id']) });
    } catch (error) {
      refused.push(String(error));
    }
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      take(Buffer.concat(chunks).toString(), request.headers);
      setTimeout(() => response.writeHead(answer.status).end(), answer.afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard,
    /** What was sent that its secret has not signed. */
    refused,
    believe: (known: string) => void (secret = known),
    answerWith: (status: number, { afterMs = 0 } = {}) => void (answer = { status, afterMs }),
    typesOf: (orderId: string) =>
      heard
        .filter(({ data }) => data.orderId === orderId)
        .map(({ type }) => type)
        .sort(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
