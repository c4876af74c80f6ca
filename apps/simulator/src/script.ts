/** What happens to a charge, by the token of its payment method. */
export type Script = {
  /** What the first call answers. */
  readonly answer: 'processing' | 'succeeded' | 'declined' | 'error';
  /** What the charge comes to; `open` until somebody says so. */
  readonly outcome: 'succeeded' | 'declined' | 'open';
  /** How many copies of the webhook are sent. */
  readonly webhooks: number;
};

export const DECLINE_CODE = 'card_declined';
const DUPLICATES = 5;

const SCRIPTS: Readonly<Record<string, Script>> = {
  tok_success: { answer: 'processing', outcome: 'succeeded', webhooks: 1 },
  tok_success_sync: { answer: 'succeeded', outcome: 'succeeded', webhooks: 1 },
  tok_decline: { answer: 'declined', outcome: 'declined', webhooks: 1 },
  tok_decline_late: { answer: 'processing', outcome: 'declined', webhooks: 1 },
  // Never says anything; the payment runs out of time.
  tok_timeout: { answer: 'processing', outcome: 'open', webhooks: 0 },
  // Succeeds when told to, which may be after the payment has run out of time.
  tok_late_success: { answer: 'processing', outcome: 'open', webhooks: 0 },
  tok_duplicate_webhook: { answer: 'processing', outcome: 'succeeded', webhooks: DUPLICATES },
  tok_error_then_success: { answer: 'error', outcome: 'succeeded', webhooks: 1 },
};

/** Tokens that are not named above are ordinary ones, and ordinary payments succeed. */
export const scriptOf = (token: string): Script => SCRIPTS[token] ?? SCRIPTS.tok_success!;

export const SCRIPTED_TOKENS: readonly string[] = Object.keys(SCRIPTS);
