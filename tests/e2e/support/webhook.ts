import { createHmac, randomUUID } from 'node:crypto';
import { type Answer, readAnswer } from './calls.ts';

export const WEBHOOK_SECRET = 'a-secret-between-this-suite-and-its-marketplace';

export type Webhook = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** What the provider says of a charge. */
export const succeeded = ({ key, reference }: { key: string; reference: string }): string =>
  JSON.stringify({ type: 'charge.succeeded', data: { key, reference } });

/** Signs like Standard Webhooks, with a secret and a time that a forger may choose. */
export function sign(
  body: string,
  { secret = WEBHOOK_SECRET, at = new Date(), id = `msg_${randomUUID()}` } = {},
): Webhook {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  };
}

export const deliver = async (url: string, { headers, body }: Webhook): Promise<Answer> =>
  readAnswer(await fetch(`${url}/v1/payments/webhooks/simulator`, { method: 'POST', headers, body }));

/** In an order that differs from run to run. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
