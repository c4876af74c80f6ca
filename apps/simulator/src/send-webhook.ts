import { createHmac } from 'node:crypto';
import type { SendWebhook, SignedWebhook } from './delivery.ts';

const TIMEOUT_MS = 10_000;

type Unsigned = { readonly id: string; readonly body: string; readonly url: string };

/** Signs like Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, anew at each attempt. */
export function signWebhook(
  { id, body, url }: Unsigned,
  { secret, now }: { secret: string; now: Date },
): SignedWebhook {
  const timestamp = Math.floor(now.getTime() / 1000).toString();
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    url,
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  };
}

/** Sends webhooks over HTTP. */
export const sendOverHttp =
  (fetchIt: typeof fetch): SendWebhook =>
  async ({ url, headers, body }) => {
    const response = await fetchIt(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.status;
  };
