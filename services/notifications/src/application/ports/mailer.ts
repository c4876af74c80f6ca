export type Message = {
  /** The same for every attempt, so that a receiver can tell a repetition. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/**
 * Hands messages over for delivery. One outcome each, in their order: null when it was taken over, else why not. A
 * rejection means that none was. Sending a message twice must be harmless.
 */
export interface Mailer {
  send(messages: readonly Message[]): Promise<readonly (Error | null)[]>;
}
