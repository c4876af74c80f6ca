import { request } from 'node:http';

export type HeardAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Record<string, unknown>;
};

/** Posts from a network address of one's own choice: all of 127.0.0.0/8 is this machine, and the gateway tells them apart. */
export function postFrom(
  localAddress: string,
  url: string,
  { body, headers = {} }: { body: object; headers?: Record<string, string> },
): Promise<HeardAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      localAddress,
      agent: false,
      headers: { 'content-type': 'application/json', ...headers },
    });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const parsed = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: parsed });
      });
    });
    sent.end(JSON.stringify(body));
  });
}
