export type Delivery = { readonly deliveryId: bigint; readonly body: string };

/** A delivery belongs for so long to the process that queued or claimed it; then anybody may make it. */
export const LEASE_MS = 5_000;

/** A webhook as it goes out. */
export type SignedWebhook = {
  readonly url: string;
  readonly headers: Readonly<Record<'content-type' | 'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>;
  readonly body: string;
};

/** Sends a webhook and answers with the HTTP status that came back. */
export type SendWebhook = (webhook: SignedWebhook) => Promise<number>;
