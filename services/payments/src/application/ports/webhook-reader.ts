import type { TenderResult } from '../../domain/payment/settle-tender.ts';

export type Webhook = { readonly provider: string; readonly signature: string; readonly payload: string };

/** Checks who sent a webhook before anything in it is believed, and says what it tells. */
export interface WebhookReader {
  /** Null when the webhook tells nothing of a tender. Throws `payments.webhook_signature_invalid` or `webhook_invalid`. */
  read(webhook: Webhook, now: Date): { paymentId: string; tenderId: string; result: TenderResult } | null;
}
