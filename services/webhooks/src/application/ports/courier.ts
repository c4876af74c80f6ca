/** A signed message on its way. */
export type OutgoingMessage = {
  readonly messageId: string;
  readonly url: string;
  readonly body: string;
  /** As partners know them; each signs. */
  readonly secrets: readonly string[];
};

export type Answer = {
  readonly durationMs: number;
  /** Null where nothing was answered. */
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly responseExcerpt: string;
  /** How long the receiver asks to wait. */
  readonly retryAfterMs: number | null;
};

/** Takes a message to its receiver. Never throws: whatever goes wrong is an answer. Follows no redirect. */
export interface Courier {
  send(message: OutgoingMessage): Promise<Answer>;
}
